import type { Document } from 'issuefs/source'
import type { Diff } from '../routes/diff.ts'

/** The diff of a pull request in a fenced block. */
export function diffDocument({ key, text }: Diff): Document {
  const name = `${key.owner}/${key.repo}#${key.number}`
  const value = typeof text === 'string' ? text.replace(/\n$/, '') : ''
  return {
    front: { key: name },
    title: `Changes of ${name}`,
    body: {
      format: 'plain',
      blocks: value ? [{ markdown: [{ type: 'code', lang: 'diff', value }], origin: null }] : [],
    },
  }
}
