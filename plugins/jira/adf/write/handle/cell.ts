import type { PhrasingContent } from 'mdast'
import { align } from '../../../markup/align.ts'
import { excerpt, refuse } from '../../../markup/refuse.ts'
import { lineKey } from '../../../markup/shown.ts'
import { textOf } from '../../../markup/text-of.ts'
import { contentOf, toNode, typeOf } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import { flatten } from '../../to-mdast/flatten.ts'
import { isColor } from '../../to-mdast/mark.ts'
import { nodeOf } from '../node.ts'
import { replace, type WriteState } from '../state.ts'
import { type Line, linesOf, unflatten } from './cell-lines.ts'
import type { NewCell } from './new-rows.ts'
import { paragraph } from './paragraph.ts'

/** What a cell of Markdown shows, its tag included. */
export function cellShown({ tag, children }: NewCell): readonly PhrasingContent[] {
  return tag ? [{ type: 'html', value: tag }, ...children] : children
}

/** A cell; one that shows the same is kept. */
export function cell(
  one: NewCell,
  old: AdfNode | undefined,
  shown: readonly PhrasingContent[],
  state: WriteState,
): unknown {
  const type = one.inHeader
    ? 'tableHeader'
    : old && typeOf(old) === 'tableHeader' && isBold(one)
      ? 'tableHeader'
      : 'tableCell'
  if (old && lineKey(cellShown(one)) === lineKey(shown) && typeOf(old) === type) {
    state.known.set(old, 'whole')
    return old
  }
  const children = type === 'tableHeader' && !one.inHeader ? unbold(one.children) : one.children
  const content = contentFor(children, old ? contentOf(old) : [], state)
  return replace(old && typeOf(old) === type ? old : undefined, type, attributesFor(one, old), content, state)
}

function isBold({ children }: NewCell): boolean {
  return children.length === 1 && children[0]!.type === 'strong'
}

function unbold(children: readonly PhrasingContent[]): readonly PhrasingContent[] {
  return children.flatMap(child => (child.type === 'strong' ? child.children : [child]))
}

/** Spans and colour as written; a plain cell takes them away from the one it stands in for. */
function attributesFor({ attributes }: NewCell, old: AdfNode | undefined): Readonly<Record<string, unknown>> {
  const before = (old?.attrs ?? {}) as Readonly<Record<string, unknown>>
  const cleared = Object.fromEntries(
    (['colspan', 'rowspan'] as const).filter(name => Number(before[name] ?? 1) > 1).map(name => [name, 1]),
  )
  const colored = typeof before.background === 'string' && isColor(before.background)
  return { ...cleared, ...(colored && { background: undefined }), ...attributes }
}

/** The lines of a cell as blocks: those of old blocks that are all there are the old blocks. */
function contentFor(children: readonly PhrasingContent[], olds: readonly unknown[], state: WriteState): unknown[] {
  const visible = olds.filter(old => state.reader.flow([old]).length > 0)
  const [only] = visible
  if (visible.length <= 1 && typeOf(toNode(only) ?? { type: 'paragraph' }) === 'paragraph') {
    return filled(paragraph({ type: 'paragraph', children: [...children] }, toNode(only), state))
  }
  const lines = linesOf(children)
  const oldLines = visible.map(old => linesOf(flatten(state.reader.flow([old]))))
  const owners = oldLines.flatMap((all, block) => all.map(() => block))
  const partners = align(
    lines.map(line => lineKey(line)),
    oldLines.flat().map(line => lineKey(line)),
  )
  const content: unknown[] = []
  let loose: Line[] = []
  const taken = new Set<number>()
  const flush = (until: number) => {
    const between = visible.filter((_, block) => !taken.has(block) && block < until)
    between.forEach(old => {
      taken.add(visible.indexOf(old))
    })
    if (loose.length > 0) content.push(...changedLines(loose, between, state))
    loose = []
  }
  for (let index = 0; index < lines.length; index++) {
    const partner = partners[index]
    const block = partner && owners[partner.old]!
    const count = block === undefined ? 0 : oldLines[block]!.length
    const first = block === undefined ? -1 : owners.indexOf(block)
    const whole =
      count > 0 &&
      Array.from({ length: count }, (_, step) => partners[index + step]?.old === first + step).every(Boolean)
    if (!whole) {
      loose.push(lines[index]!)
      continue
    }
    flush(block!)
    taken.add(block!)
    state.known.set(visible[block!], 'whole')
    content.push(visible[block!])
    index += count - 1
  }
  flush(visible.length)
  return filled(content)
}

/** Changed lines: in the blocks that stood there while each line has its place, else as a paragraph. */
function changedLines(lines: readonly Line[], olds: readonly unknown[], state: WriteState): unknown[] {
  const shown = olds.map(old => state.reader.flow([old]))
  const again = unflatten(shown.flat(), lines)
  if (again) return state.flow(again, olds)
  const other = olds.map(old => typeOf(toNode(old) ?? {})).find(type => type !== 'paragraph')
  if (other !== undefined) {
    return refuse(
      `The table cell with "${excerpt(textOf(lines.flat()))}" holds a ${other}, which Markdown shows as lines: words may be changed, lines only in Jira.`,
    )
  }
  const children = lines.flatMap((line, index): Line => (index > 0 ? [{ type: 'break' }, ...line] : line))
  return paragraph({ type: 'paragraph', children: [...children] }, toNode(olds[0]), state)
}

function filled(content: readonly unknown[]): readonly unknown[] & unknown[] {
  return content.length > 0 ? [...content] : [nodeOf('paragraph')]
}
