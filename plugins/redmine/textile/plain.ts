import type { Paragraph, PhrasingContent } from 'mdast'

/** A paragraph in which every character stands for itself. */
export function plainBlock(text: string): readonly [Paragraph] {
  const children: PhrasingContent[] = []
  for (const line of text.split('\n')) {
    if (children.length > 0) children.push({ type: 'break' })
    children.push({ type: 'text', value: line.trim() })
  }
  return [{ type: 'paragraph', children }]
}
