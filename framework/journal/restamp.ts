import { revisionOf } from '../markdown/index.ts'
import { printRevision } from '../markdown/revision.ts'

const line = /^(?:revision|"revision"|'revision')[ \t]*:/

/** A saved text as it is shown until the tracker has it: with a revision of its own, so that a save over it finds it. */
export interface Restamped {
  readonly text: string
  /** Absent when the text has no front matter with a revision. */
  readonly revision: string | undefined
}

/** @param revision of the text, where it is known */
export function restamp(text: string, revision: string = revisionOf(text)): Restamped {
  const lines = text.split('\n')
  const end = lines.findIndex((each, at) => at > 0 && each.trimEnd() === '---')
  const at = lines.findIndex((each, index) => index > 0 && index < end && line.test(each))
  if (lines[0]?.trimEnd() !== '---' || at < 0) return { text, revision: undefined }
  const ending = lines[at]!.endsWith('\r') ? '\r' : ''
  lines[at] = printRevision(revision).trimEnd() + ending
  return { text: lines.join('\n'), revision }
}

/** The revision that a text names. */
export function revisionIn(text: string): string | undefined {
  const lines = text.replace(/^\ufeff/, '').split('\n', 200)
  if (lines[0]?.trimEnd() !== '---') return undefined
  for (const each of lines.slice(1)) {
    if (each.trimEnd() === '---') return undefined
    if (line.test(each))
      return (
        each
          .slice(each.indexOf(':') + 1)
          .trim()
          .replaceAll(/^["']|["']$/g, '') || undefined
      )
  }
  return undefined
}
