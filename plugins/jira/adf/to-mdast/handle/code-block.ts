import { foreignLanguage } from '../../../markup/carrier.ts'
import { contentOf, labelAttribute, toNode } from '../../node.ts'
import { words } from '../../words.ts'
import type { BlockHandler } from '../handler.ts'

/** Code; what is not text in it (which the schema forbids) leaves its words. */
export const codeBlock: BlockHandler = node => {
  const parts = contentOf(node).map(child => {
    const part = toNode(child)
    if (!part || typeof part.text !== 'string') return words([child])
    return part.content === undefined ? part.text : `${part.text} ${words(contentOf(part))}`
  })
  const value = parts.join('').replaceAll(/\r\n?/g, '\n')
  const language = labelAttribute(node, 'language')
  return [{ type: 'code', lang: language ? foreignLanguage(language) : null, meta: null, value }]
}
