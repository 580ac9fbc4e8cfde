import { contentOf } from '../../node.ts'
import type { BlockHandler } from '../handler.ts'

/** A node that only holds others, such as a table cell that stands outside a table. */
export const container: BlockHandler = (node, state) => state.flow(contentOf(node))
