import type { Blockquote } from 'mdast'
import { contentOf } from '../../node.ts'
import type { BlockHandler } from '../handler.ts'

export const blockquote: BlockHandler = (node, state) => {
  const children = state.flow(contentOf(node)) as Blockquote['children']
  return children.length > 0 ? [{ type: 'blockquote', children }] : []
}
