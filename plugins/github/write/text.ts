import { type BlockEdit, rewriteLines, type TextEdit } from 'issuefs/source'
import { refusedChange } from './refused.ts'

/** The most characters that GitHub takes. */
const LONGEST = 65_536
const LONGEST_TITLE = 256

/** The text that GitHub is to keep. Lines that were left alone stay as GitHub sent them, with their line ends. */
export function textOf({ blocks, markdown }: TextEdit, what: string): string {
  const pieces = blocks.map(pieceOf)
  const end = pieces.some(piece => piece.includes('\r\n')) ? '\r\n' : '\n'
  const whole = blocks.length === 0 ? markdown : pieces.reduce((before, piece) => join(before, piece, end), '')
  const count = lengthOf(whole)
  if (count <= LONGEST) return whole
  const size = `it has ${count.toLocaleString('en')} characters`
  throw refusedChange(`The ${what} is too long for GitHub: ${size}, ${LONGEST.toLocaleString('en')} are allowed.`)
}

/** The title that GitHub is to keep. */
export function titleOf(title: string): string {
  if (!title.trim()) throw refusedChange('The title is empty: write one after “# ”.')
  if (lengthOf(title) <= LONGEST_TITLE) return title
  throw refusedChange(`The title is too long for GitHub: ${LONGEST_TITLE} characters are allowed.`)
}

/** Characters as GitHub counts them: an emoji is one. */
function lengthOf(text: string): number {
  let count = text.length
  for (const _ of text.matchAll(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)) count -= 1
  return count
}

function pieceOf(block: BlockEdit): string {
  if (block.kind === 'kept') return originOf(block.origin)
  const { was, markdown } = block
  if (was.length === 0) return markdown
  const origins = was.map(({ origin }) => originOf(origin))
  return rewriteLines(origins.join('\n\n'), was.map(each => each.markdown).join('\n\n'), markdown)
}

function originOf(origin: unknown): string {
  return typeof origin === 'string' ? origin : ''
}

/** One blank line apart. */
function join(before: string, after: string, end: string): string {
  if (!before || !after) return before || after
  const ends = /(?:\r?\n[ \t]*)*$/.exec(before)?.[0].match(/\n/g)?.length ?? 0
  return `${before}${end.repeat(Math.max(0, 2 - ends))}${after}`
}
