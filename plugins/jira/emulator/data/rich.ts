import type { Fields, Rich } from './model.ts'

/** Plain text as an ADF document, verbatim: blank lines part paragraphs, single line ends are hard breaks. */
export function textToAdf(text: string): Fields {
  const paragraphs = text.replaceAll('\r\n', '\n').split(/\n{2,}/)
  return { type: 'doc', version: 1, content: paragraphs.map(paragraph) }
}

function paragraph(text: string): Fields {
  const lines = text.split('\n')
  const content = lines.flatMap((line, index) => [
    ...(index > 0 ? [{ type: 'hardBreak' }] : []),
    ...(line === '' ? [] : [{ type: 'text', text: line }]),
  ])
  return { type: 'paragraph', content }
}

/** Whether a value looks like an ADF document. */
export function isAdf(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null) return false
  const { type, version, content } = value as Fields
  return type === 'doc' && version === 1 && Array.isArray(content)
}

/** The words of a body, for searching and for REST v2 on Cloud. */
export function plainText(body: Rich | undefined): string {
  if (body === null || body === undefined) return ''
  return typeof body === 'string' ? body : nodeText(body).trim()
}

const blocks = new Set(['paragraph', 'heading', 'codeBlock', 'listItem', 'tableRow', 'panel', 'rule'])

function nodeText(node: Fields): string {
  if (node.type === 'text') return String(node.text)
  if (node.type === 'hardBreak') return '\n'
  const attributes = node.attrs as Fields | undefined
  if (attributes && !node.content) return String(attributes.text ?? attributes.url ?? '')
  const inner = ((node.content as readonly Fields[] | undefined) ?? []).map(nodeText).join('')
  return blocks.has(String(node.type)) ? `${inner}\n` : inner
}
