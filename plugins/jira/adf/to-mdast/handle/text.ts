import type { PhrasingContent } from 'mdast'
import type { InlineHandler } from '../handler.ts'
import { isMarked } from '../mark.ts'

/** Text: its line ends show in Jira, so they are hard breaks; with the mark `code` it is code. */
export const text: InlineHandler = node => {
  const value = typeof node.text === 'string' ? node.text : ''
  if (value === '') return []
  if (isMarked(node, 'code') && value.trim()) return [{ type: 'inlineCode', value: value.replaceAll(/[\r\n]+/g, ' ') }]
  if (!/[\r\n]/.test(value)) return [{ type: 'text', value }]
  return value
    .split(/\r\n|\r|\n/)
    .flatMap((line, index): PhrasingContent[] =>
      index === 0 ? [{ type: 'text', value: line }] : [{ type: 'break' }, { type: 'text', value: line }],
    )
}
