import type { Table } from 'mdast'
import { attributesOf, contentOf } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import type { BlockHandler, State } from '../handler.ts'
import { type Cell, cellLine, readRow } from './table-cell.ts'
import { layOut } from './table-grid.ts'

/**
 * A table in GFM's form.
 *
 * GFM must have a header row: where the first row is none, an empty one stands above. Header cells elsewhere are
 * strong. A numbered column is written out under `#`.
 */
export const table: BlockHandler = (node, state) => {
  const rows = contentOf(node).map(readRow)
  if (rows.length === 0) return []
  const grid = layOut(rows)
  const columns = grid.reduce((most, line) => Math.max(most, line.length), 1)
  const hasHeader = rows[0]!.length > 0 && rows[0]!.every(cell => cell.isHeader)
  const lines = grid.map((line, index) => line.map(cell => cellOf(cell, hasHeader && index === 0, state)))
  if (!hasHeader) lines.unshift(Array.from({ length: columns }, () => []))
  const numbered = attributesOf(node).isNumberColumnEnabled === true
  return [numbered ? tableOf(lines.map(withNumber), columns + 1) : tableOf(lines, columns)]
}

/** A row outside a table makes one. */
export const tableRow: BlockHandler = (node, state) => table({ content: [node] } satisfies AdfNode, state)

type Line = ReturnType<typeof cellLine>

function cellOf(cell: Cell | undefined, inHeader: boolean, state: State): Line {
  return cell ? cellLine(cell, inHeader, state) : []
}

function withNumber(line: readonly Line[], index: number): Line[] {
  return [[{ type: 'text', value: index === 0 ? '#' : `${index}` }], ...line]
}

function tableOf(lines: readonly Line[][], columns: number): Table {
  return {
    type: 'table',
    align: Array.from({ length: columns }, () => null),
    children: lines.map(line => ({
      type: 'tableRow',
      children: line.map(children => ({ type: 'tableCell', children })),
    })),
  }
}
