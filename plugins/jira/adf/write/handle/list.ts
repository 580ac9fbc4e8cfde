import { randomUUID } from 'node:crypto'
import type { List, ListItem } from 'mdast'
import { align } from '../../../markup/align.ts'
import { refuse } from '../../../markup/refuse.ts'
import { shownKey } from '../../../markup/shown.ts'
import { contentOf, toNode, typeOf } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import { nodeOf } from '../node.ts'
import { type BlockWriter, replace, type WriteState } from '../state.ts'
import { decisionItem, isDecision } from './decision.ts'
import { taskItem } from './task.ts'

type Kind = 'bulletList' | 'orderedList' | 'taskList' | 'decisionList'

/** A list; where tasks stand among other items, a list of each in turn. */
export const list: BlockWriter<List> = (node, old, state) => {
  const parts: { readonly kind: Kind; readonly items: ListItem[] }[] = []
  for (const item of node.children) {
    const last = parts.at(-1)
    const kind = last && isEmpty(item) ? last.kind : kindOf(node, item)
    if (last?.kind === kind) last.items.push(item)
    else parts.push({ kind, items: [item] })
  }
  if (parts.length > 1 && node.ordered) refuse("Jira's task lists have no numbers: write tasks with `- [ ]`.")
  const heir = parts.find(part => old && typeOf(old) === part.kind)
  return parts.map(part => listOf(part.kind, part.items, node, part === heir ? old : undefined, state))
}

/** The checkbox of a task without words is lost in Markdown. */
function isEmpty({ children }: ListItem): boolean {
  return children.every(child => child.type === 'paragraph' && child.children.length === 0)
}

function kindOf(node: List, item: ListItem): Kind {
  const isTask = typeof item.checked === 'boolean'
  if (isTask && node.ordered) return refuse("Jira's task lists have no numbers: write tasks with `- [ ]`.")
  if (isTask) return 'taskList'
  if (!node.ordered && isDecision(item)) return 'decisionList'
  return node.ordered ? 'orderedList' : 'bulletList'
}

function listOf(
  kind: Kind,
  items: readonly ListItem[],
  node: List,
  old: AdfNode | undefined,
  state: WriteState,
): unknown {
  const content = itemsOf(kind, items, old ? contentOf(old) : [], state)
  const start = node.start ?? 1
  const attrs = {
    ...(kind === 'orderedList' && (start !== 1 || old) && startOf(old) !== start && { order: start }),
    ...((kind === 'taskList' || kind === 'decisionList') && !old && { localId: randomUUID() }),
  }
  return replace(old, kind, attrs, content, state)
}

function startOf(old: AdfNode | undefined): number {
  const { order } = (old?.attrs ?? {}) as { readonly order?: unknown }
  return typeof order === 'number' ? order : 1
}

/** Items that show the same are kept; the others take the place of those between. */
function itemsOf(kind: Kind, items: readonly ListItem[], olds: readonly unknown[], state: WriteState): unknown[] {
  const oldKeys = olds.map(old => shownKey(state.reader.flow([old]).flatMap(itemsIn)))
  const partners = align(
    items.map(item => shownKey([item])),
    oldKeys,
    (_, old) => itemTypes[kind].includes(typeOf(toNode(olds[old]) ?? {})),
  )
  return items.flatMap((item, index) => {
    const partner = partners[index]
    const old = partner && olds[partner.old]
    if (partner?.exact) {
      state.known.set(old, 'whole')
      return [old]
    }
    const before = partner && toNode(old)
    if (kind === 'taskList') return taskItem(item, before, partner ? olds.slice(partner.old + 1) : [], state)
    return [kind === 'decisionList' ? decisionItem(item, before, state) : listItem(item, before, state)]
  })
}

const itemTypes: Readonly<Record<Kind, readonly string[]>> = {
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  taskList: ['taskItem', 'blockTaskItem'],
  decisionList: ['decisionItem'],
}

function itemsIn(block: { readonly type: string }): readonly ListItem[] {
  return block.type === 'list' ? (block as List).children : []
}

function listItem(item: ListItem, old: AdfNode | undefined, state: WriteState): unknown {
  const content = state.flow(item.children, old ? contentOf(old) : [])
  return replace(old, 'listItem', {}, content.length > 0 ? content : [nodeOf('paragraph')], state)
}
