import { readMarks } from '../to-mdast/mark.ts'
import type { WrittenMark } from './node.ts'

/** What marks show, as one string. Beside code only a link does. */
export function markKey(marks: readonly unknown[], ownText = false): string {
  if (marks.length === 0) return ''
  const code = (marks as readonly WrittenMark[]).some(mark => mark?.type === 'code')
  const shown = readMarks({ marks }).filter(mark => mark.kind !== 'link' || !ownText)
  const keys = code
    ? ['code', ...shown.filter(mark => mark.kind === 'link').map(mark => mark.key)]
    : shown.map(mark => mark.key)
  return keys.sort().join()
}
