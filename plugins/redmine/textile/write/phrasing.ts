import type { Delete, Emphasis, Image, Link, PhrasingContent, Strong } from 'mdast'
import { isBare, plainOf } from '../outline.ts'
import { type Caution, escapeText } from './escape.ts'
import { inexpressible } from './inexpressible.ts'

/** How phrasing is written. */
export interface Writing {
  readonly caution: Caution
  /** The name of an attachment, by its path in a document. */
  readonly fileName: (path: string) => string | undefined
}

/** Phrasing as Textile. Throws `invalid` for what has no form. */
export function writePhrasing(nodes: readonly PhrasingContent[], writing: Writing): string {
  return nodes.map(node => writeOne(node, writing)).join('')
}

function writeOne(node: PhrasingContent, writing: Writing): string {
  switch (node.type) {
    case 'text':
      return escapeText(node.value, writing.caution)
    case 'break':
      return '\n'
    case 'strong':
      return writeMarked('*', node, writing)
    case 'emphasis':
      return writeMarked('_', node, writing)
    case 'delete':
      return writeMarked('-', node, writing)
    case 'inlineCode':
      return `@${escapeText(node.value, writing.caution).replaceAll('@', '&#64;')}@`
    case 'link':
      return writeLink(node, writing)
    case 'image':
      return writeImage(node, writing)
    case 'html':
      throw inexpressible(`HTML (${node.value})`)
    case 'footnoteReference':
      throw inexpressible(`footnotes ([^${node.identifier}])`)
    default:
      throw inexpressible(`links by reference ([${'label' in node ? (node.label ?? '') : node.type}])`)
  }
}

/** Signs alone are not marked: Redmine shows `*!*` as it stands. */
function writeMarked(mark: string, node: Strong | Emphasis | Delete, writing: Writing): string {
  if (!/[\p{L}\p{N}]/u.test(plainOf(node))) throw inexpressible(`emphasis of “${plainOf(node)}” alone`)
  return mark + writePhrasing(node.children, writing) + mark
}

function writeLink(node: Link, writing: Writing): string {
  const text = plainOf(node)
  if (isBare(node.url, text)) return text
  const inner = writePhrasing(node.children, writing).replaceAll('"', '&quot;')
  return `"${inner}${node.title ? `(${node.title})` : ''}":${addressOf(node.url, writing)}`
}

function writeImage({ url, alt, title }: Image, writing: Writing): string {
  if (title && title !== alt) throw inexpressible(`an image with a title (“${title}”)`)
  return `!${addressOf(url, writing)}${alt ? `(${alt})` : ''}!`
}

function addressOf(url: string, { fileName }: Writing): string {
  const name = fileName(url)
  return (name ?? url).replaceAll(' ', '%20')
}
