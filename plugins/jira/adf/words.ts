import { contentOf, textAttribute, toNode } from './node.ts'

const visibleAttributes = ['text', 'shortName', 'title', 'url', 'alt', 'timestamp'] as const

/** The words of nodes of any depth, in order, without recursion: what is left when structure cannot be kept. */
export function words(content: readonly unknown[]): string {
  return [...textsIn(content)].join(' ').replaceAll(/\s+/g, ' ').trim()
}

/** Whether anything below shows text. */
export function hasWords(content: readonly unknown[]): boolean {
  for (const text of textsIn(content)) if (text.trim() !== '') return true
  return false
}

function* textsIn(content: readonly unknown[]): Generator<string> {
  const waiting: unknown[] = [...content].reverse()
  while (waiting.length > 0) {
    const node = toNode(waiting.pop())
    if (!node) continue
    if (typeof node.text === 'string') yield node.text
    for (const name of visibleAttributes) yield textAttribute(node, name)
    const children = contentOf(node)
    for (let index = children.length - 1; index >= 0; index--) waiting.push(children[index])
  }
}
