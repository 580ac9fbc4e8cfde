import { expand as carrier } from '../../../markup/carrier.ts'
import { contentOf, labelAttribute } from '../../node.ts'
import type { BlockHandler } from '../handler.ts'

export const expand: BlockHandler = (node, state) => carrier(labelAttribute(node, 'title'), state.flow(contentOf(node)))
