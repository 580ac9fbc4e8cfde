import type { Nodes } from 'mdast'

/** What is not text: the beginning of a block or a cell, classes and styles. */
const SIGNATURE =
  /(?:^|\|)\s*(?:h[1-6]|bq|bc|p|pre|notextile|table|fn\d+|[#*]+)?(?:\([^()\n]*\)|\{[^{}\n]*\}|\[[\w-]*\]|[<>=~^_\\/\d-])*\.(?=\s|$|:)/gm
const ATTRIBUTES = /(?<=[*_%+\-^~?@!#|"])(?:\([^()\n]*\)|\{[^{}\n]*\}|\[[\w-]*\])+/g
const ENTITY = /&(?:[a-z]{2,8}|#\d{1,7}|#x[\da-f]{1,6});/gi
const TAG = /<\/?(?:code|kbd|notextile|pre)[^<>]*>/gi

/** Whether every word of a text is found in what became of it, as often and in the same order. */
export function keepsWords(source: string, nodes: readonly Nodes[]): boolean {
  const text = source.replaceAll(SIGNATURE, '|').replaceAll(ATTRIBUTES, '').replaceAll(ENTITY, ' ').replaceAll(TAG, ' ')
  const counts = new Map<string, number>()
  for (const word of words(nodes.map(wordsOf).join(' '))) counts.set(word, (counts.get(word) ?? 0) + 1)
  return words(text).every(word => {
    const left = (counts.get(word) ?? 0) - 1
    counts.set(word, left)
    return left >= 0
  })
}

/** Escapes in addresses are none. */
function words(text: string): readonly string[] {
  return text.replaceAll(/%[\da-f]{2}/gi, ' ').match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The text of a node, with what it links to and shows. Marks inside a word leave it whole. */
function wordsOf(node: Nodes): string {
  const own = 'value' in node && typeof node.value === 'string' ? node.value : ''
  const address = 'url' in node ? ` ${node.url} ${node.title ?? ''} ` : ''
  const alt = 'alt' in node ? ` ${node.alt ?? ''} ` : ''
  const inner = 'children' in node ? node.children.map(wordsOf).join(isFlow(node) ? ' ' : '') : ''
  return `${own}${inner}${node.type === 'break' ? '\n' : ''}${alt}${address}`
}

function isFlow({ type }: Nodes): boolean {
  return ['root', 'list', 'listItem', 'table', 'tableRow', 'blockquote'].includes(type)
}
