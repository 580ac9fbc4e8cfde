import type { Table, TableCell } from 'mdast'
import type { Escapes } from './block.ts'
import { writeInline } from './inline.ts'

/** A table: `||head||`, `|cell|`. An empty header is none. */
export function table({ children }: Table, escapes: Escapes): string {
  const [head, ...rows] = children
  if (!head) return ''
  const hasHead = rows.length === 0 || head.children.some(cell => cell.children.length > 0)
  const columns = Math.max(...children.map(row => row.children.length))
  const lines = rows.map(row => line('|', row.children, columns, escapes))
  return (hasHead ? [line('||', head.children, columns, escapes), ...lines] : lines).join('\n')
}

function line(bar: '|' | '||', cells: readonly TableCell[], columns: number, escapes: Escapes): string {
  const written = cells.map(cell =>
    writeInline(cell.children, { bars: 'escaped', escapes, lineBreak: 'tag' }, bar).trim(),
  )
  while (written.length < columns) written.push('')
  return `${bar}${written.map(text => text || ' ').join(bar)}${bar}`
}
