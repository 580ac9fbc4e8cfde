import { contentOf } from '../../node.ts'
import type { BlockHandler } from '../handler.ts'

export const rule: BlockHandler = (node, state) => [{ type: 'thematicBreak' }, ...state.flow(contentOf(node))]
