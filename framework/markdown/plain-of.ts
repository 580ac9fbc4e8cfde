import type { Nodes } from 'mdast'
import { cleanText } from './clean.ts'

/** The text in a tree, whatever its depth, block by block on lines of their own. */
export function plainOf(node: Nodes): string {
  const waiting: Nodes[] = [node]
  const parts: string[] = []
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ('value' in next && typeof next.value === 'string') parts.push(next.value)
    else if ('alt' in next && next.alt) parts.push(next.alt)
    else if (next.type === 'break') parts.push('\n')
    if (next.type === 'paragraph' && parts.length > 0) parts.push('\n')
    if ('children' in next)
      for (let index = next.children.length - 1; index >= 0; index--) waiting.push(next.children[index]!)
  }
  return cleanText(parts.join('')).replace(/\n+/g, '\n').trim()
}
