import type { Nodes } from 'mdast'

/** The words of nodes, without marks. */
export function textOf(nodes: readonly Nodes[]): string {
  return nodes.map(wordsOf).join('')
}

function wordsOf(node: Nodes): string {
  if (node.type === 'break') return ' '
  if (node.type === 'image') return node.alt ?? ''
  if ('value' in node) return node.value
  return 'children' in node ? textOf(node.children) : ''
}
