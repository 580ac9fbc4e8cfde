import type { PhrasingContent, Table } from 'mdast'
import { refuse } from '../../../markup/refuse.ts'
import { textOf } from '../../../markup/text-of.ts'

/** A cell of a Markdown table. */
export interface NewCell {
  /** Without the tag. */
  readonly children: readonly PhrasingContent[]
  /** `<cell …/>` as it was written, or nothing. */
  readonly tag: string
  readonly attributes: Readonly<Record<string, number | string>>
  readonly inHeader: boolean
}

const tagForm = /^<cell((?: (?:colspan|rowspan|background)="[^"]*")+)\/>$/

/** The rows without an empty header and without the places that spans cover. */
export function newRows({ children }: Table, numbered: boolean): NewCell[][] {
  const rows = children.map((row, index) =>
    row.children.slice(numbered ? 1 : 0).map(cell => newCell(cell.children, index === 0)),
  )
  const isEmpty = rows[0]!.every(cell => cell.children.length === 0 && !cell.tag)
  return uncovered(isEmpty && rows.length > 1 ? rows.slice(1) : rows)
}

function newCell(line: readonly PhrasingContent[], inHeader: boolean): NewCell {
  const [first, ...rest] = line
  const match = first?.type === 'html' ? tagForm.exec(first.value) : undefined
  if (!match) return { children: line, tag: '', attributes: {}, inHeader }
  const attributes: Record<string, number | string> = {}
  for (const [, name, value] of match[1]!.matchAll(/ (\w+)="([^"]*)"/g)) {
    attributes[name!] = name === 'background' ? value! : Number(value)
  }
  return { children: rest, tag: match[0], attributes, inHeader }
}

function uncovered(rows: readonly NewCell[][]): NewCell[][] {
  const covered = new Map<number, number>()
  return rows.map((row, index) => {
    const kept: NewCell[] = []
    for (let column = 0; column < row.length; ) {
      const rest = covered.get(column) ?? 0
      if (rest > 0) {
        covered.set(column, rest - 1)
        expectEmpty(row[column]!)
        column++
        continue
      }
      const one = row[column]!
      kept.push(one)
      const { colspan = 1, rowspan = 1 } = one.attributes as { readonly colspan?: number; readonly rowspan?: number }
      const down = Math.min(rowspan, rows.length - index) - 1
      for (let place = column; place < column + colspan; place++) {
        if (place > column && row[place]) expectEmpty(row[place]!)
        if (down > 0) covered.set(place, down)
      }
      column += colspan
    }
    return kept
  })
}

function expectEmpty({ children, tag }: NewCell): void {
  if (children.length === 0 && !tag) return
  refuse(`The cell "${textOf(children)}" stands where a cell beside or above it spans: leave it empty.`)
}
