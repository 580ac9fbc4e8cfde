import type { BlockContent, List, ListItem, RootContent } from 'mdast'
import { contentOf, numberAttribute, toNode, typeOf } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import type { BlockHandler, State } from '../handler.ts'

/** More digits than nine do not start a list in Markdown. */
const greatestStart = 99_999_999

export const bulletList: BlockHandler = (node, state) => listOf(itemsOf(node, state))

export const orderedList: BlockHandler = (node, state) =>
  listOf(itemsOf(node, state), numberAttribute(node, 'order', 0, greatestStart, 1))

/** An item outside a list makes one. */
export const listItem: BlockHandler = (node, state) => bulletList({ content: [node] }, state)

/** An item before it is written; `checked` for a task. */
export interface Item {
  readonly blocks: RootContent[]
  readonly checked?: boolean
}

/** Items as a list, tight where every item is a paragraph with at most lists below it. */
export function listOf(items: readonly Item[], start?: number): List[] {
  if (items.length === 0) return []
  const children = items.map(toListItem)
  const spread = children.some(item => item.spread)
  return [{ type: 'list', ordered: start !== undefined, start: start ?? null, spread, children }]
}

/** A list that stands directly in a list belongs to the item before it. */
export function addToLast(items: Item[], blocks: RootContent[]): void {
  const last = items.at(-1)
  if (last) for (const block of blocks) last.blocks.push(block)
  else items.push({ blocks })
}

function itemsOf(list: AdfNode, state: State): Item[] {
  const items: Item[] = []
  for (const child of contentOf(list)) {
    const node = toNode(child)
    if (!node) continue
    const type = typeOf(node)
    if (type === 'listItem') items.push({ blocks: state.flow(contentOf(node)) })
    else if (type === 'bulletList' || type === 'orderedList') addToLast(items, state.flow([node]))
    else items.push({ blocks: state.flow([node]) })
  }
  return items
}

function toListItem(item: Item): ListItem {
  const children = item.blocks as BlockContent[]
  const tight = children.length < 2 || (children[0]!.type === 'paragraph' && children.slice(1).every(isList))
  return { type: 'listItem', spread: !tight, checked: item.checked ?? null, children }
}

function isList(block: RootContent): boolean {
  return block.type === 'list'
}
