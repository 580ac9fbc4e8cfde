import { readMarker } from '../markdown/marker.ts'
import { invalid } from './invalid.ts'
import { distance } from './nearest.ts'

const conflictLine = /^<{7}(?: |$)/
const conflictEnd = /^>{7} /
const headingComment = /^#{1,6}[ \t].*<!--[ \t]*([\w-]+)(?:[ \t]+[^-]*)?-->[ \t]*$/

/** A text with LF as its line ends, without a mark of its byte order. */
export function withLineFeeds(text: string): string {
  return text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')
}

/** Refuses a text of which nothing, or nothing certain, has arrived: an emptied file, and zero bytes. */
export function checkWhole(saved: string): void {
  if (saved.includes('\0')) {
    throw invalid(
      'The file holds zero bytes, as after a write that broke off. Nothing was saved; write the whole file.',
    )
  }
  if (saved.trim() === '') throw invalid('The file is empty. Nothing was saved; write the whole file.')
}

/**
 * Refuses what no person means to save: what is not whole, the marks of a merge that is not finished, and markers of ours
 * that are misspelt.
 *
 * @param saved with LF
 * @param base what is in it may stay
 */
export function checkSaved(saved: string, base = ''): void {
  checkWhole(saved)
  const known = new Set(base.split('\n'))
  const lines = saved.split('\n')
  for (const [at, line] of lines.entries()) {
    if (known.has(line)) continue
    if (conflictLine.test(line) || (conflictEnd.test(line) && lines.includes('=======') && !known.has('======='))) {
      throw invalid(
        `Line ${at + 1} is the mark of a merge that is not finished, "${line.slice(0, 40)}". Choose one side, and take out the lines of <<<<<<<, ======= and >>>>>>>.`,
      )
    }
    const word = headingComment.exec(line)?.[1]
    if (word === undefined || readMarker(line)) continue
    const meant = ['comment', 'field'].find(kind => distance(word, kind) <= 2)
    if (meant === undefined) continue
    throw invalid(
      `Line ${at + 1} ends in a marker that is not known: "${line.slice(line.lastIndexOf('<!--')).trim()}". A new comment has \`<!-- comment new -->\`; the others stay as they were.`,
    )
  }
}
