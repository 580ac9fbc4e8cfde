import { contentOf, textAttribute, toNode, typeOf } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import type { BlockHandler, State } from '../handler.ts'
import { addToLast, type Item, listOf } from './list.ts'

/** Tasks as checkboxes; a list within belongs to the task before it. */
export const taskList: BlockHandler = (node, state) => {
  const items: Item[] = []
  for (const child of contentOf(node)) {
    const part = toNode(child)
    if (!part) continue
    const type = typeOf(part)
    if (type === 'taskItem' || type === 'blockTaskItem') items.push(itemFrom(part, state))
    else if (type === 'taskList') addToLast(items, state.flow([part]))
    else items.push({ blocks: state.flow([part]) })
  }
  return listOf(items)
}

/** A task outside a list makes one. */
export const taskItem: BlockHandler = (node, state) => taskList({ content: [node] }, state)

/** A checkbox stands before a paragraph only, if need be an empty one. */
function itemFrom(task: AdfNode, state: State): Item {
  const blocks = state.flow(contentOf(task))
  const checked = textAttribute(task, 'state').toUpperCase() === 'DONE'
  if (blocks[0]?.type !== 'paragraph') blocks.unshift({ type: 'paragraph', children: [] })
  return { blocks, checked }
}
