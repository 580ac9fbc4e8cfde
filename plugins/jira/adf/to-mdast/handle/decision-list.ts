import { decision } from '../../../markup/carrier.ts'
import { contentOf, textAttribute, toNode, typeOf } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import type { BlockHandler, State } from '../handler.ts'
import { type Item, listOf } from './list.ts'

/** Decisions as items that say so. */
export const decisionList: BlockHandler = (node, state) => {
  const items: Item[] = []
  for (const child of contentOf(node)) {
    const part = toNode(child)
    if (!part) continue
    items.push(typeOf(part) === 'decisionItem' ? itemFrom(part, state) : { blocks: state.flow([part]) })
  }
  return listOf(items)
}

/** A decision outside a list makes one. */
export const decisionItem: BlockHandler = (node, state) => decisionList({ content: [node] }, state)

function itemFrom(item: AdfNode, state: State): Item {
  const blocks = state.flow(contentOf(item))
  const start = decision(textAttribute(item, 'state') || 'DECIDED')
  const first = blocks[0]
  if (first?.type === 'paragraph') first.children = [...start, ...first.children]
  else blocks.unshift({ type: 'paragraph', children: start.slice(0, 1) })
  return { blocks }
}
