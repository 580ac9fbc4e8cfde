import { readMarker } from '../markdown/marker.ts'
import { type ReadDocument, readDocument } from '../markdown/read-document.ts'
import { SourceError } from '../source/error.ts'
import { checkSaved, withLineFeeds } from './check-saved.ts'
import { invalid } from './invalid.ts'

/** A saved file and the one that was read. */
export interface SavedFile {
  readonly from: ReadDocument
  readonly to: ReadDocument
  /** Whether the saved one ends in a heading `## Comments`, so that the text above it is no comment. */
  readonly isClosed: boolean
}

/**
 * Reads a saved file beside the one that was read, and refuses what cannot be meant.
 *
 * @throws SourceError `invalid`, with the line and the remedy; `unexpected` when it is `base` that is no document
 */
export function readSaved(base: string, saved: string): SavedFile {
  const before = withLineFeeds(base)
  const after = withLineFeeds(saved)
  checkSaved(after, before)
  checkEnd(before, after)
  const from = read(before, 'unexpected')
  const to = read(after, 'invalid')
  if (!after.startsWith(before)) checkCommentsHeadings(before, after)
  if (to.title === '' && from.title !== '')
    throw invalid(`The title is gone. Put it back below the front matter: \`# ${from.title}\`.`)
  if (from.front.length > 1 && to.front.length === 0)
    throw invalid('The front matter is gone. Put its lines back between the two lines of `---`.')
  return { from, to, isClosed: markersOf(after).at(-1) === 'comments' }
}

function read(text: string, kind: 'invalid' | 'unexpected'): ReadDocument {
  const found = readDocument(text)
  if (found.kind === 'document') return found
  const [problem] = found.problems
  throw new SourceError(
    kind,
    `Line ${problem!.line + 1}: ${problem!.sentence} Nothing was saved; mend it and save again.`,
  )
}

/** A write that broke off leaves the start of the file, mostly up to the middle of a line. */
function checkEnd(before: string, after: string): void {
  if (after.length >= before.length || after.endsWith('\n')) return
  if (!before.startsWith(after) || before[after.length] === '\n') return
  throw invalid(
    `The file ends in the middle of line ${after.split('\n').length}, as after a write that broke off. Write the whole file; if it is meant to end there, end the line.`,
  )
}

/** A second heading `## Comments` would make comments of what may be meant as part of the description. */
function checkCommentsHeadings(before: string, after: string): void {
  const count = (text: string) => markersOf(text).filter(kind => kind === 'comments').length
  if (count(after) > Math.max(1, count(before))) {
    throw invalid(
      'There are two headings `## Comments`. Leave the one above the comments; in a text, write `\\## Comments` or another heading.',
    )
  }
}

function markersOf(text: string): readonly string[] {
  return text.split('\n').flatMap(line => readMarker(line)?.kind ?? [])
}
