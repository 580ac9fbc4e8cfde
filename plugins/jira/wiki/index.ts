/**
 * Jira's wiki markup ("text formatting notation") to Markdown trees.
 *
 * A text is scanned once for macros (`scan`, `spans`), cut into blocks by how lines start (`flow` and one file for each
 * block), and the text in blocks is read by one pass over its characters (`inline` and one file for each construct).
 * Offsets are kept all the way, so that each block knows the exact characters it came from.
 */
import type { Root, RootContent } from 'mdast'
import type { WikiContext } from './context.ts'
import { readFlow } from './flow.ts'

export type { WikiContext } from './context.ts'

/** A top-level construct. `origin` is its source with its line ends and the blank lines after it. */
export interface WikiBlock {
  readonly nodes: RootContent[]
  readonly origin: string
}

/**
 * The blocks of a text, in order. Their origins, joined, are the text, byte for byte.
 *
 * `nodes` is empty where there is nothing to show (blank text, an empty macro), and holds several where neighbours
 * belong together (lists of two kinds without a blank line, an expand). Never throws; takes time linear in the text.
 */
export function wikiToBlocks(text: string, context: WikiContext): WikiBlock[] {
  return readFlow(text, context, 0).map(({ nodes, start, end }) => ({ nodes, origin: text.slice(start, end) }))
}

/** The whole text as one tree. */
export function wikiToMdast(text: string, context: WikiContext): Root {
  return { type: 'root', children: wikiToBlocks(text, context).flatMap(block => block.nodes) }
}
