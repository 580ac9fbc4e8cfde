import { dateChip } from '../../../markup/carrier.ts'
import { labelAttribute } from '../../node.ts'
import { rawLink } from '../../raw.ts'
import type { InlineHandler } from '../handler.ts'

export const date: InlineHandler = node => {
  const timestamp = labelAttribute(node, 'timestamp')
  return [timestamp ? dateChip(timestamp) : rawLink(node)]
}
