import { randomUUID } from 'node:crypto'
import type { ListItem, Paragraph } from 'mdast'
import { refuse } from '../../../markup/refuse.ts'
import { contentOf, textAttribute, toNode, typeOf } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import { replace, type WriteState } from '../state.ts'

/**
 * A task, and behind it the task list that stands in it.
 *
 * @param following the old nodes behind `old`, of which the first may be that list
 */
export function taskItem(
  item: ListItem,
  old: AdfNode | undefined,
  following: readonly unknown[],
  state: WriteState,
): unknown[] {
  const [first, ...rest] = item.children
  const line = first?.type === 'paragraph' ? first : undefined
  const blocks = line ? rest : item.children
  const paragraphs = blocks.filter((block): block is Paragraph => block.type === 'paragraph')
  const lists = blocks.filter(block => block.type === 'list')
  if (paragraphs.length + lists.length < blocks.length) refuse("Jira's tasks hold one paragraph and tasks below it.")
  const status = item.checked ? 'DONE' : 'TODO'
  const same = old && (textAttribute(old, 'state').toUpperCase() === 'DONE') === (item.checked === true)
  const attrs = { ...(!old && { localId: randomUUID() }), ...(!same && { state: status }) }
  const isBlock = old && typeOf(old) === 'blockTaskItem'
  if (!isBlock && paragraphs.length > 0) refuse("Jira's tasks hold one paragraph and tasks below it.")
  const content = isBlock
    ? state.flow([...(line ? [line] : []), ...paragraphs], contentOf(old))
    : state.line(line?.children ?? [], old ? contentOf(old) : [])
  const task = replace(old, isBlock ? 'blockTaskItem' : 'taskItem', attrs, content, state)
  const next = toNode(following[0])
  return [task, ...state.flow(lists, next && typeOf(next) === 'taskList' ? [next] : [])]
}
