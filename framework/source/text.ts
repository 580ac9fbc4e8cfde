import type { Paragraph, PhrasingContent } from 'mdast'
import type { Text } from './document.ts'

/**
 * Text that is Markdown already. It is passed through, but for line ends and look-alikes of our markers. Nothing, or an empty
 * text, has no blocks.
 *
 * @example
 * markdownText('On **Safari** only.')
 */
export function markdownText(value: string | null | undefined): Text {
  return { format: 'markdown', blocks: value ? [{ markdown: value, origin: value }] : [] }
}

/**
 * Plain text: every character stands for itself, every line end is kept. Nothing, or an empty text, has no blocks.
 *
 * @example
 * plainText('2 * 3 * 4 is not bold\nand this is the next line')
 */
export function plainText(value: string | null | undefined): Text {
  if (!value) return { format: 'plain', blocks: [] }
  const paragraphs = value.replaceAll('\r\n', '\n').split(/\n{2,}/)
  return {
    format: 'plain',
    blocks: paragraphs.filter(lines => lines.trim()).map(lines => ({ markdown: [paragraph(lines)], origin: lines })),
  }
}

function paragraph(lines: string): Paragraph {
  const children: PhrasingContent[] = []
  for (const line of lines.split('\n')) {
    if (children.length > 0) children.push({ type: 'break' })
    children.push({ type: 'text', value: line })
  }
  return { type: 'paragraph', children }
}
