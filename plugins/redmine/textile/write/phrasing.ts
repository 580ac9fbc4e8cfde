import type { Image, Link, PhrasingContent } from 'mdast'
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
      return `*${writePhrasing(node.children, writing)}*`
    case 'emphasis':
      return `_${writePhrasing(node.children, writing)}_`
    case 'delete':
      return `-${writePhrasing(node.children, writing)}-`
    case 'inlineCode':
      if (node.value.includes('@')) throw inexpressible('code with “@” within a line')
      return `@${node.value}@`
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
