import type { Table, TableCell } from 'mdast'
import { type Writing, writePhrasing } from './phrasing.ts'

const ALIGNMENTS = { left: '<', center: '=', right: '>' } as const

/** A table, row by row. A first row without words says that no row is set apart. */
export function writeTable(table: Table, writing: Writing): string {
  const [head, ...others] = table.children
  const isHeadless = others.length > 0 && head?.children.every(({ children }) => children.length === 0)
  return (isHeadless ? others : table.children)
    .map(
      row => `|${row.children.map((cell, column) => writeCell(cell, column, !isHeadless && row === head)).join('|')}|`,
    )
    .join('\n')

  function writeCell({ children }: TableCell, column: number, isHead: boolean): string {
    const alignment = table.align?.[column]
    const signature = `${isHead ? '_' : ''}${alignment ? ALIGNMENTS[alignment] : ''}`
    const words = writePhrasing(children, writing)
    return `${signature ? `${signature}.` : ''} ${words ? `${words} ` : ''}`
  }
}
