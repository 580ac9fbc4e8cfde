import { marksOf, toNode, typeOf } from '../node.ts'
import type { AdfNode } from '../schema.ts'

const onText = new Set([
  'link',
  'em',
  'strong',
  'strike',
  'subsup',
  'underline',
  'textColor',
  'annotation',
  'backgroundColor',
])
const onCode = new Set(['code', 'link', 'annotation'])
const onMedia = new Set(['link', 'annotation'])
const onBlock = new Set(['alignment', 'indentation'])
const onCellBlock = new Set(['alignment'])
const onlyLink = new Set(['link'])
const none: ReadonlySet<string> = new Set()
const places = new Set(['doc', 'layoutColumn', 'bodiedSyncBlock'])

/** The marks a node may have where it stands. */
export function marksAllowed(node: AdfNode, parent: AdfNode): ReadonlySet<string> {
  switch (typeOf(node)) {
    case 'text':
      if (typeOf(parent) === 'codeBlock') return none
      return marksOf(node).some(mark => toNode(mark)?.type === 'code') ? onCode : onText
    case 'media':
    case 'mediaInline':
      return onMedia
    case 'mediaSingle':
      return onlyLink
    case 'paragraph':
    case 'heading':
      if (places.has(typeOf(parent))) return marksOf(node).length === 1 ? onBlock : none
      return /^table/.test(typeOf(parent)) ? onCellBlock : none
    default:
      return none
  }
}
