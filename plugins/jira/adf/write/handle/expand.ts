import type { Unit } from '../../../markup/unit.ts'
import { contentOf, labelAttribute, typeOf } from '../../node.ts'
import { nodeOf, type WrittenNode } from '../node.ts'
import { type BlockWriter, refill, replace } from '../state.ts'

/** An expand; one inside another is of a type of its own in Jira. */
export const expand: BlockWriter<Extract<Unit, { readonly kind: 'expand' }>> = (unit, old, state) => {
  const content = state.flow(unit.children, old ? contentOf(old) : [])
  const filled = content.length > 0 ? content.map(nested) : [nodeOf('paragraph')]
  if (old && labelAttribute(old, 'title') === unit.title) return [refill(old, filled, state)]
  return [replace(old, old ? typeOf(old) : 'expand', { title: unit.title }, filled, state)]
}

function nested(node: unknown): unknown {
  const { type } = node as WrittenNode
  return type === 'expand' ? { ...(node as WrittenNode), type: 'nestedExpand' } : node
}
