import type { Root, RootContent } from 'mdast'
import type { MediaPath } from '../markup/carrier.ts'
import { contentOf, toNode, typeOf } from './node.ts'
import { createState } from './to-mdast/state.ts'

export type { AdfNode } from './schema.ts'

/** What the reader has to know about the issue. */
export interface AdfContext {
  /** Where an attachment stands in the tree; without it, media are named by their id. */
  readonly mediaPath?: MediaPath
}

/** A top-level node: its Markdown, and the node as it was received. */
export interface AdfBlock {
  /** Nothing for an empty paragraph; several nodes for what has an opening and a closing tag. */
  readonly nodes: RootContent[]
  readonly origin: unknown
}

/**
 * Reads a document of the Atlassian Document Format, one block per top-level node.
 *
 * Any value is accepted: text that is not understood stays, structure below 100 levels becomes text, and what
 * Markdown lacks is carried as `../markup/carrier.ts` says. Marks of blocks (alignment, indentation, breakout) and
 * attributes that only the layout knows (widths, local ids) are kept by `origin` alone.
 */
export function adfToBlocks(doc: unknown, context: AdfContext = {}): AdfBlock[] {
  const state = createState(context)
  return topLevel(doc).map(origin => ({ nodes: state.flow([origin]), origin }))
}

/** The same as one tree. */
export function adfToMdast(doc: unknown, context: AdfContext = {}): Root {
  return { type: 'root', children: adfToBlocks(doc, context).flatMap(block => block.nodes) }
}

function topLevel(doc: unknown): readonly unknown[] {
  if (Array.isArray(doc)) return doc
  const node = toNode(doc)
  if (!node) return []
  return typeOf(node) === 'doc' ? contentOf(node) : [doc]
}
