import type { Nodes, RootContent } from 'mdast'
import type { LineRange } from './block-lines.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { resolveReferences } from './resolve-references.ts'

/**
 * Reads the top-level nodes of at least some lines of a text, from the start of a top-level block on; their positions are
 * those in the whole. A text that may define references is parsed as a whole, any other only as far as it is asked for.
 */
export function nodeReader(markdown: string, lines: readonly string[]): (range: LineRange) => readonly RootContent[] {
  /** What was read up to the end serves all that comes later. */
  let rest: { readonly start: number; readonly nodes: readonly RootContent[] } | undefined
  if (markdown.includes(']:')) rest = { start: 0, nodes: resolveReferences(parseMarkdown(markdown).children) }
  return ({ start, end }) => {
    if (rest && rest.start <= start) return rest.nodes
    const offset = lines.slice(0, start).reduce((sum, line) => sum + line.length + 1, 0)
    const { children } = parseMarkdown(lines.slice(start, end).join('\n'))
    if (start > 0) for (const node of children) move(node, start, offset)
    if (end === lines.length) rest = { start, nodes: children }
    return children
  }
}

function move(node: Nodes, lines: number, offset: number): void {
  for (const point of [node.position?.start, node.position?.end]) {
    if (point === undefined) continue
    point.line += lines
    if (point.offset !== undefined) point.offset += offset
  }
  if ('children' in node) for (const child of node.children) move(child, lines, offset)
}
