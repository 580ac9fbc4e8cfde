import type { PhrasingContent, Table } from 'mdast'
import { align } from '../../../markup/align.ts'
import { lineKey } from '../../../markup/shown.ts'
import { textOf } from '../../../markup/text-of.ts'
import { attributesOf, contentOf, toNode } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import { cellLine, readRow } from '../../to-mdast/handle/table-cell.ts'
import { type BlockWriter, replace, type WriteState } from '../state.ts'
import { cell, cellShown } from './cell.ts'
import { type NewCell, newRows } from './new-rows.ts'

/** A row as it was: its node, and what each of its cells shows. */
interface OldRow {
  readonly node: AdfNode
  readonly cells: readonly AdfNode[]
  readonly shown: readonly (readonly PhrasingContent[])[]
}

/** A table: rows that show the same are kept, in others the cells that do. */
export const table: BlockWriter<Table> = (node, old, state) => {
  const numbered = old !== undefined && attributesOf(old).isNumberColumnEnabled === true && isNumbered(node)
  const rows = newRows(node, numbered)
  const olds = old ? oldRows(old, state) : []
  const oldHeader = olds[0]?.cells.every(one => one.type === 'tableHeader') ?? true
  const partners = align(
    rows.map(row => keyOf(row.map(cellShown))),
    olds.map(row => keyOf(row.shown)),
    () => true,
  )
  const content = rows.map((row, index) => {
    const partner = partners[index]
    const before = partner && olds[partner.old]
    const isHeader = index === 0 && row.some(one => one.inHeader)
    if (partner?.exact && before && isHeader === (partner.old === 0 && oldHeader)) {
      state.known.set(before.node, 'whole')
      return before.node
    }
    return replace(before?.node, 'tableRow', {}, cellsOf(row, before, state), state)
  })
  return [
    replace(
      old,
      'table',
      old && !numbered && attributesOf(old).isNumberColumnEnabled ? { isNumberColumnEnabled: false } : {},
      content,
      state,
    ),
  ]
}

function cellsOf(row: readonly NewCell[], before: OldRow | undefined, state: WriteState): unknown[] {
  const olds = before?.cells ?? []
  const cells = row.slice(0, lastShown(row, olds.length))
  if (cells.length === olds.length)
    return cells.map((one, index) => cell(one, olds[index], before!.shown[index]!, state))
  const partners = align(
    cells.map(one => lineKey(cellShown(one))),
    (before?.shown ?? []).map(one => lineKey(one)),
    () => true,
  )
  return cells.map((one, index) => {
    const partner = partners[index]
    return cell(one, partner && olds[partner.old], partner ? before!.shown[partner.old]! : [], state)
  })
}

/** Markdown fills rows up with empty cells: those beyond the old row are no cells. */
function lastShown(row: readonly NewCell[], least: number): number {
  let end = row.length
  if (least === 0) return end
  while (end > least && row[end - 1]!.children.length === 0 && !row[end - 1]!.tag) end--
  return end
}

function oldRows(old: AdfNode, state: WriteState): OldRow[] {
  const rows = contentOf(old).flatMap(value => toNode(value) ?? [])
  const hasHeader = rows.length > 0 && readRow(rows[0]).length > 0 && readRow(rows[0]).every(one => one.isHeader)
  return rows.map((node, index) => {
    const cells = contentOf(node).flatMap(value => toNode(value) ?? [])
    const shown = readRow(node).map(one => cellLine(one, hasHeader && index === 0, state.reader))
    return { node, cells, shown: shown.length === cells.length ? shown : cells.map(() => []) }
  })
}

const nothing = lineKey([])

function keyOf(cells: readonly (readonly PhrasingContent[])[]): string {
  const keys = cells.map(one => lineKey(one))
  while (keys.at(-1) === nothing) keys.pop()
  return keys.join()
}

/** Whether the first column counts the rows, as the reader writes a numbered column out. */
function isNumbered({ children }: Table): boolean {
  return children.every(
    ({ children: [first] }, index) => textOf(first?.children ?? []).trim() === (index === 0 ? '#' : `${index}`),
  )
}
