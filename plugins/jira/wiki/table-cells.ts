import { imageEnd } from './image.ts'
import { bracketEnd } from './link.ts'
import { monospaceEnd } from './monospace.ts'
import type { Reader } from './reader.ts'

/** A range of a row. `head` is a cell that two bars open. */
export interface Cell {
  readonly head: boolean
  readonly from: number
  readonly to: number
}

const special = /[\\|[{!`\n]/g

/** The cells of one row. Bars in links, images, monospaced text and macros, and escaped ones, part nothing. */
export function splitRow(reader: Reader, from: number, to: number): Cell[] {
  const { text, spans } = reader.scan
  const cells: Cell[] = []
  let open: { readonly head: boolean; readonly from: number } | undefined
  let at = from
  while (at < to) {
    special.lastIndex = at
    const found = special.exec(text)?.index ?? to
    if (found >= to) break
    const span = spans.next(found)
    if (text[found] === '|') {
      const head = text[found + 1] === '|' && found + 1 < to
      if (open) cells.push({ ...open, to: found })
      at = found + (head ? 2 : 1)
      open = { head, from: at }
    } else if (span?.start === found) at = span.end
    else at = skip(reader, found, to)
  }
  if (open && text.slice(open.from, to).trim() !== '') cells.push({ ...open, to })
  return cells
}

/** The end of whatever starts at `at` and may hold bars. */
function skip(reader: Reader, at: number, to: number): number {
  const { text } = reader.scan
  if (text[at] === '\\') return at + 2
  const ends = { '[': bracketEnd, '{': monospaceEnd, '!': imageEnd }
  const end = ends[text[at] as keyof typeof ends]?.(reader.scan, at)
  return end !== undefined && end <= to ? end : at + 1
}
