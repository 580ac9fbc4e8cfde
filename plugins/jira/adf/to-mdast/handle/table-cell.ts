import type { PhrasingContent } from 'mdast'
import { contentOf, numberAttribute, textAttribute, toNode, typeOf } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import { trimLine } from '../edges.ts'
import { embolden } from '../embolden.ts'
import { flatten } from '../flatten.ts'
import type { State } from '../handler.ts'
import { isColor } from '../mark.ts'

/** A cell before it is written. */
export interface Cell {
  readonly isHeader: boolean
  readonly colspan: number
  readonly rowspan: number
  readonly background: string
  readonly content: readonly unknown[]
}

/** The cells of a row; what is no row or no cell becomes one. */
export function readRow(value: unknown): Cell[] {
  const row = toNode(value)
  if (!row) return []
  return typeOf(row) === 'tableRow' ? contentOf(row).flatMap(readCell) : readCell(row)
}

/** The content of a cell on one line, after a tag that says what Markdown lacks. */
export function cellLine(cell: Cell, inHeader: boolean, state: State): PhrasingContent[] {
  const line = trimLine(flatten(state.flow(cell.content)))
  const shown = cell.isHeader && !inHeader ? embolden(line) : line
  const tag = tagOf(cell)
  return tag ? [{ type: 'html', value: tag }, ...shown] : shown
}

function readCell(value: unknown): Cell[] {
  const node = toNode(value)
  if (!node) return []
  const type = typeOf(node)
  const isCell = type === 'tableCell' || type === 'tableHeader'
  const attributes: AdfNode = isCell ? node : {}
  return [
    {
      isHeader: type === 'tableHeader',
      colspan: numberAttribute(attributes, 'colspan', 1, 1000, 1),
      rowspan: numberAttribute(attributes, 'rowspan', 1, 65_534, 1),
      background: textAttribute(attributes, 'background'),
      content: isCell ? contentOf(node) : [node],
    },
  ]
}

/** `<cell colspan="2" background="#deebff"/>`, or nothing for a plain cell. */
function tagOf(cell: Cell): string {
  const attributes = [
    cell.colspan > 1 && `colspan="${cell.colspan}"`,
    cell.rowspan > 1 && `rowspan="${cell.rowspan}"`,
    isColor(cell.background) && `background="${cell.background}"`,
  ].filter(Boolean)
  return attributes.length > 0 ? `<cell ${attributes.join(' ')}/>` : ''
}
