import { randomUUID } from 'node:crypto'
import type { ListItem, PhrasingContent } from 'mdast'
import { refuse } from '../../../markup/refuse.ts'
import { contentOf, textAttribute } from '../../node.ts'
import type { AdfNode } from '../../schema.ts'
import { replace, type WriteState } from '../state.ts'

const label = /^\[!DECISION(?: ([A-Z0-9-]+))?\][ \t]*/

/** Whether an item begins as a decision does. */
export function isDecision(item: ListItem): boolean {
  return label.test(leadOf(item) ?? '')
}

/** A decision: one line. */
export function decisionItem(item: ListItem, old: AdfNode | undefined, state: WriteState): unknown {
  const [first, ...rest] = item.children
  if (first?.type !== 'paragraph' || rest.length > 0) return refuse("Jira's decisions are one paragraph each.")
  const [lead, ...others] = first.children
  const match = label.exec(leadOf(item)!)!
  const line: PhrasingContent[] = [
    { type: 'text', value: (lead as { readonly value: string }).value.slice(match[0].length) },
    ...others,
  ]
  const shown = match[1] ?? 'DECIDED'
  const before = old ? textAttribute(old, 'state') || 'DECIDED' : undefined
  const same = before !== undefined && before.toUpperCase().replaceAll(/[^A-Z0-9-]/g, '') === shown
  const attrs = { ...(!old && { localId: randomUUID() }), ...(!same && { state: shown }) }
  return replace(old, 'decisionItem', attrs, state.line(line, old ? contentOf(old) : []), state)
}

function leadOf(item: ListItem): string | undefined {
  const [first] = item.children
  const lead = first?.type === 'paragraph' ? first.children[0] : undefined
  return lead?.type === 'text' || lead?.type === 'html' ? lead.value : undefined
}
