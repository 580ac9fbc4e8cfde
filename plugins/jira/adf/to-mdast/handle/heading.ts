import type { Heading } from 'mdast'
import { contentOf, numberAttribute } from '../../node.ts'
import { trimLine } from '../edges.ts'
import type { BlockHandler } from '../handler.ts'
import { mapLeaves } from '../leaves.ts'

/** A heading is one line in Markdown: its breaks become spaces. Empty ones are nothing. */
export const heading: BlockHandler = (node, state) => {
  const line = trimLine(state.phrasing(contentOf(node)))
  if (line.length === 0) return []
  const children = mapLeaves(line, leaf => (leaf.type === 'break' ? { type: 'text', value: ' ' } : leaf))
  return [{ type: 'heading', depth: numberAttribute(node, 'level', 1, 6, 1) as Heading['depth'], children }]
}
