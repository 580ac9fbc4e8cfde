import type { Heading } from 'mdast'
import { contentOf } from '../../node.ts'
import { type BlockWriter, replace } from '../state.ts'

export const heading: BlockWriter<Heading> = (node, old, state) => {
  const content = state.line(node.children, old ? contentOf(old) : [])
  return [replace(old, 'heading', { level: node.depth }, content, state)]
}
