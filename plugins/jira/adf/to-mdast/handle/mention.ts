import { mention as carrier } from '../../../markup/carrier.ts'
import { labelAttribute, textAttribute } from '../../node.ts'
import type { InlineHandler } from '../handler.ts'

/** A user or a group of users; without an id only the name can be told. */
export const mention: InlineHandler = node => {
  const id = textAttribute(node, 'id')
  const label = labelAttribute(node, 'text').replace(/^@/, '') || id
  if (!label) return []
  return [id ? carrier(id, label) : { type: 'text', value: `@${label}` }]
}
