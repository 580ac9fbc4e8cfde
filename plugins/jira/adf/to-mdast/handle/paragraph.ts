import { contentOf } from '../../node.ts'
import type { BlockHandler } from '../handler.ts'
import { paragraph } from '../paragraph.ts'

export const paragraphOf: BlockHandler = (node, state) => paragraph(state.phrasing(contentOf(node)))
