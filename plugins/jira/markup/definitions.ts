import type { Definition, PhrasingContent, RootContent } from 'mdast'
import { refuse } from './refuse.ts'
import { textOf } from './text-of.ts'

/**
 * Blocks with their references resolved: Jira has links, but no definitions of links beside the text.
 *
 * A definition that nothing refers to becomes text. Footnotes are refused, and what is too deep.
 */
export function resolveReferences(blocks: readonly (readonly RootContent[])[]): RootContent[][] {
  const definitions = new Map<string, Definition>()
  /** Addresses that are in the text: the kernel has resolved what it could. */
  const used = new Set<string>()
  for (const nodes of blocks) {
    checkDepth(nodes)
    collect(nodes, definitions)
  }
  const resolved = blocks.map(nodes => nodes.map(node => resolve(node)))
  return resolved.map(nodes => nodes.flatMap(node => leftOver(node)))

  function resolve<Node extends RootContent>(node: Node): Node {
    if (node.type === 'footnoteReference' || node.type === 'footnoteDefinition') {
      refuse(`Jira has no footnotes: write what [^${node.label ?? node.identifier}] says into the text itself.`)
    }
    if (node.type === 'linkReference' || node.type === 'imageReference') {
      const definition = definitions.get(node.identifier)
      if (!definition) return { type: 'text', value: 'children' in node ? textOf(node.children) : node.alt } as never
      const { url, title = null } = definition
      used.add(url)
      return node.type === 'linkReference'
        ? ({ type: 'link', url, title, children: node.children.map(resolve) } as never)
        : ({ type: 'image', url, title, alt: node.alt } as never)
    }
    if (node.type === 'link' || node.type === 'image') used.add(node.url)
    if (!('children' in node)) return node
    return { ...node, children: (node.children as RootContent[]).map(resolve) } as never
  }

  function leftOver(node: RootContent): RootContent[] {
    if (node.type === 'definition') {
      if (used.has(node.url)) return []
      const title = node.title ? ` "${node.title}"` : ''
      const children: PhrasingContent[] = [
        { type: 'text', value: `[${node.label ?? node.identifier}]: ${node.url}${title}` },
      ]
      return [{ type: 'paragraph', children }]
    }
    if (!('children' in node)) return [node]
    return [{ ...node, children: (node.children as RootContent[]).flatMap(leftOver) } as RootContent]
  }
}

function collect(nodes: readonly RootContent[], definitions: Map<string, Definition>): void {
  for (const node of nodes) {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node)
    if ('children' in node) collect(node.children as RootContent[], definitions)
  }
}

/** Levels of blocks and marks that are written; nobody types more. */
const deepest = 100

/** Without recursion, since what is too deep for that is what it looks for. */
function checkDepth(nodes: readonly RootContent[]): void {
  const waiting = nodes.map(node => ({ node, depth: 1 }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next
    if (depth > deepest) refuse(`Quotes, lists and marks stand in each other more than ${deepest} levels deep.`)
    if (!('children' in node)) continue
    for (const child of node.children) waiting.push({ node: child, depth: depth + 1 })
  }
}
