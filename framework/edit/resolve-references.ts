import type { Definition, Nodes, RootContent } from 'mdast'

/**
 * Turns links and images that name a definition into ones that carry its address, wherever in the text it stands.
 * Definitions stay.
 */
export function resolveReferences(nodes: readonly RootContent[]): readonly RootContent[] {
  const definitions = new Map<string, Definition>()
  collect(nodes, definitions)
  return definitions.size === 0 ? nodes : (resolveAll(nodes, definitions) as RootContent[])
}

function collect(nodes: readonly Nodes[], definitions: Map<string, Definition>): void {
  for (const node of nodes) {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node)
    else if ('children' in node) collect(node.children, definitions)
  }
}

function resolveAll(nodes: readonly Nodes[], definitions: ReadonlyMap<string, Definition>): readonly Nodes[] {
  return nodes.map(node => resolve(node, definitions))
}

function resolve(node: Nodes, definitions: ReadonlyMap<string, Definition>): Nodes {
  if (node.type === 'imageReference') {
    const found = definitions.get(node.identifier)
    if (!found) return node
    const { alt, position } = node
    return { type: 'image', url: found.url, ...titleOf(found), alt: alt ?? null, ...(position ? { position } : {}) }
  }
  if (!('children' in node)) return node
  const children = resolveAll(node.children, definitions)
  const found = node.type === 'linkReference' ? definitions.get(node.identifier) : undefined
  if (!found) return { ...node, children } as Nodes
  const { position } = node
  return { type: 'link', url: found.url, ...titleOf(found), children, ...(position ? { position } : {}) } as Nodes
}

function titleOf({ title }: Definition): { readonly title?: string } {
  return title ? { title } : {}
}
