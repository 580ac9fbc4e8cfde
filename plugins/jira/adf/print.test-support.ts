import type { Nodes, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown, gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { gfm } from 'micromark-extension-gfm'

/** Prints as documents are printed. */
export function print(children: RootContent[]): string {
  const extensions = [gfmToMarkdown({ tablePipeAlign: false })]
  return toMarkdown({ type: 'root', children }, { extensions, bullet: '-', emphasis: '_', rule: '-' })
}

/** Reads as documents are read. */
export function parse(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

/** A tree without what does not count: positions, looseness of lists, absent against `null`. */
export function structure(tree: Nodes): unknown {
  const { position, spread, data, ...fields } = tree as Nodes & { spread?: unknown }
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null)
  const children = 'children' in tree && { children: (tree.children as Nodes[]).map(structure) }
  return { ...Object.fromEntries(kept), ...children }
}
