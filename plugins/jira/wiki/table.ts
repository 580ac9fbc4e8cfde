import type { PhrasingContent, Table, TableCell, TableRow } from 'mdast'
import { mark } from './mark.ts'
import type { BlockRule, Reader } from './reader.ts'
import { isBlank } from './scan.ts'
import { type Cell, splitRow } from './table-cells.ts'

const opening = /[ \t]*\|+/y

/** How many lines a first cell may have. */
const lookAhead = 50

/**
 * Rows of `|cell|` and `||head||`. A row goes on over the next lines until one ends with a bar.
 *
 * Markdown tables start with a row of heads: where the first row is none, an empty one stands before it.
 */
export const table: BlockRule = {
  starts(reader, line) {
    const { scan } = reader
    const { start, end } = scan.lines[line]!
    opening.lastIndex = start
    const bars = opening.exec(scan.text)
    if (!bars || isBlank(scan.text, start + bars[0].length, end)) return false
    if (scan.find(/\|/g).next(start + bars[0].length) < end) return true
    for (let ahead = line + 1; ahead < scan.lines.length && ahead < line + lookAhead; ahead++) {
      if (!continuesRow(reader, ahead)) return false
      if (endsWithBar(reader, ahead)) return true
    }
    return false
  },
  read(reader, line) {
    const { lines } = reader.scan
    const rows: (readonly Cell[])[] = []
    let at = line
    while (at < lines.length && startsRow(reader, at)) {
      let last = at
      while (!endsWithBar(reader, last) && last + 1 < lines.length && continuesRow(reader, last + 1)) last++
      const row = splitRow(reader, lines[at]!.start, lines[last]!.end)
      if (row.length > 0) rows.push(row)
      at = last + 1
    }
    return { nodes: [toTable(reader, rows)], end: lines[at - 1]!.end }
  },
}

function startsRow({ scan }: Reader, line: number): boolean {
  opening.lastIndex = scan.lines[line]!.start
  return opening.test(scan.text)
}

function endsWithBar({ scan }: Reader, line: number): boolean {
  const { start, end } = scan.lines[line]!
  let at = end - 1
  while (at > start && scan.text[at]!.trim() === '') at--
  return at > start && scan.text[at] === '|' && scan.text[at - 1] !== '\\'
}

function continuesRow(reader: Reader, line: number): boolean {
  const { start, end } = reader.scan.lines[line]!
  return !isBlank(reader.scan.text, start, end) && !startsRow(reader, line)
}

function toTable(reader: Reader, rows: readonly (readonly Cell[])[]): Table {
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 1)
  const [first = []] = rows
  const hasHead = first.length > 0 && first.every(cell => cell.head)
  const head = hasHead ? first.map(cell => toCell(reader.phrasing(cell.from, cell.to, 'tag'))) : []
  while (head.length < columns) head.push(toCell([]))
  const children: TableRow[] = [{ type: 'tableRow', children: head }]
  for (const row of hasHead ? rows.slice(1) : rows) {
    children.push({ type: 'tableRow', children: row.map(cell => bodyCell(reader, cell)) })
  }
  return { type: 'table', align: [], children }
}

/** A head outside the first row is strong. */
function bodyCell(reader: Reader, cell: Cell): TableCell {
  const children = reader.phrasing(cell.from, cell.to, 'tag')
  const plain = !cell.head || children.length === 0 || (children.length === 1 && children[0]!.type === 'strong')
  return toCell(plain ? children : mark('*', children))
}

function toCell(children: PhrasingContent[]): TableCell {
  return { type: 'tableCell', children }
}
