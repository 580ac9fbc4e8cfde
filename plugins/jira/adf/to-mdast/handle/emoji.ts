import { textAttribute } from '../../node.ts'
import type { InlineHandler } from '../handler.ts'

/** The character where there is one; an emoji of the site (`:shipit:`) by its name. */
export const emoji: InlineHandler = node => {
  const character = textAttribute(node, 'text')
  if (character && !/^:.*:$/.test(character)) return [{ type: 'text', value: character }]
  const name = textAttribute(node, 'shortName') || character || textAttribute(node, 'id')
  if (!name) return []
  return [{ type: 'text', value: /^:.*:$/s.test(name) ? name : `:${name}:` }]
}
