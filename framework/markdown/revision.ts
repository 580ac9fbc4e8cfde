import { hash } from 'node:crypto'
import { printScalar } from './yaml-scalar.ts'

const digits = 12
const fence = '---\n'
const line = /^(?:revision|"revision"|'revision')[ \t]*:/

/** The revision of a text that has no revision line: the start of its SHA-256. */
export function revisionOfRest(rest: string): string {
  return hash('sha256', rest, 'hex').slice(0, digits)
}

/** `revision: 5b0c2f1e9a3d`, in quotes where YAML would see a number. */
export function printRevision(revision: string): string {
  return `revision: ${printScalar(revision, 'block')}\n`
}

/** The revision that a document's text should carry: that of the text without its revision line. */
export function revisionOf(text: string): string {
  if (!text.startsWith(fence)) return revisionOfRest(text)
  let start = fence.length
  while (start < text.length && !text.startsWith(fence, start)) {
    const end = text.indexOf('\n', start)
    if (end < 0) break
    if (line.test(text.slice(start, end))) return revisionOfRest(text.slice(0, start) + text.slice(end + 1))
    start = end + 1
  }
  return revisionOfRest(text)
}
