import type { BlockContent, List, PhrasingContent, RootContent } from 'mdast'
import { bullet, flatten } from '../../to-mdast/flatten.ts'

/** A line of a cell, without its `<br>`. */
export type Line = readonly PhrasingContent[]

/** The lines of a cell, parted by `<br>`. */
export function linesOf(children: readonly PhrasingContent[]): Line[] {
  const lines: PhrasingContent[][] = [[]]
  for (const child of children) {
    if (child.type === 'html' && /^<br *\/?>$/.test(child.value)) lines.push([])
    else lines.at(-1)!.push(child)
  }
  return lines
}

/** How many lines a block of a cell is shown as. */
export function lineCount(blocks: readonly RootContent[]): number {
  return blocks.length === 0 ? 0 : linesOf(flatten(blocks)).length
}

/**
 * Blocks with other words: each line stands where that line stood, behind the same bullet.
 *
 * @param lines as many as the blocks are shown as
 * @returns undefined where a line does not fit what stood there
 */
export function unflatten(
  blocks: readonly RootContent[],
  lines: readonly Line[],
  level = 0,
): RootContent[] | undefined {
  const result: RootContent[] = []
  let next = 0
  for (const block of blocks) {
    const count = lineCount([block])
    const filled = fill(block, lines.slice(next, next + count), level)
    if (!filled) return undefined
    result.push(filled)
    next += count
  }
  return next === lines.length ? result : undefined
}

function fill(block: RootContent, lines: readonly Line[], level: number): RootContent | undefined {
  switch (block.type) {
    case 'paragraph':
      return {
        type: 'paragraph',
        children: lines.flatMap((line, index) => (index > 0 ? [{ type: 'break' }, ...line] : line)),
      }
    case 'blockquote': {
      const inside = lines.map(line => without(line, '> '))
      const children = inside.every(line => line !== undefined) ? unflatten(block.children, inside, level) : undefined
      return children && { ...block, children: children as BlockContent[] }
    }
    case 'list':
      return fillList(block, lines, level)
    case 'code': {
      const values = lines.map(line =>
        line.length === 0 ? '' : line.length === 1 && line[0]!.type === 'inlineCode' ? line[0].value : undefined,
      )
      return values.includes(undefined) ? undefined : { ...block, value: values.join('\n') }
    }
    default:
      return undefined
  }
}

function fillList(list: List, lines: readonly Line[], level: number): List | undefined {
  const items: List['children'] = []
  let next = 0
  for (const [index, item] of list.children.entries()) {
    const count = Math.max(1, lineCount(item.children))
    const own = lines.slice(next, next + count)
    const startsWithList = item.children[0]?.type === 'list'
    const first = startsWithList ? own[0] : without(own[0] ?? [], bullet(list, item, index, level))
    const children =
      first && unflatten(item.children, lineCount(item.children) === 0 ? [] : [first, ...own.slice(1)], level + 1)
    if (!children) return undefined
    items.push({ ...item, children: children as BlockContent[] })
    next += count
  }
  return { ...list, children: items }
}

/** A line without the words it must begin with. */
function without([first, ...rest]: Line, start: string): Line | undefined {
  if (first?.type !== 'text' || !first.value.startsWith(start)) return undefined
  const value = first.value.slice(start.length)
  return value === '' ? rest : [{ type: 'text', value }, ...rest]
}
