import { contentOf } from '../../node.ts'
import { framed, rawBlock, rawLink } from '../../raw.ts'
import type { BlockHandler, InlineHandler } from '../handler.ts'

/** A macro without a body, or a block that lives elsewhere. */
export const extension: BlockHandler = (node, state) =>
  node.content === undefined ? [rawBlock(node)] : framedExtension(node, state)

/** What holds blocks and is more than they are: a macro with a body, a layout, a synchronised block. */
export const framedExtension: BlockHandler = (node, state) => framed(node, state.flow(contentOf(node)))

/** A macro in a line. */
export const inlineExtension: InlineHandler = node => [rawLink(node)]
