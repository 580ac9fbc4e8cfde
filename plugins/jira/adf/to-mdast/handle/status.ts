import { lozenge } from '../../../markup/carrier.ts'
import { labelAttribute, textAttribute } from '../../node.ts'
import type { InlineHandler } from '../handler.ts'

export const status: InlineHandler = node => [
  lozenge(labelAttribute(node, 'text'), textAttribute(node, 'color') || 'neutral'),
]
