import type { Code, RootContent } from 'mdast'
import { inexpressible } from './inexpressible.ts'
import { writeList } from './list.ts'
import { type Writing, writePhrasing } from './phrasing.ts'
import { writeTable } from './table.ts'

/** One block of Markdown as Textile, with `\n` between its lines. Throws `invalid` for what has no form. */
export function writeBlock(node: RootContent, writing: Writing): string {
  switch (node.type) {
    case 'paragraph':
      return writePhrasing(node.children, writing)
    case 'heading':
      return `h${node.depth}. ${writePhrasing(node.children, writing)}`
    case 'list':
      return writeList(node, writing)
    case 'table':
      return writeTable(node, writing)
    case 'code':
      return writeCode(node)
    case 'thematicBreak':
      return '---'
    case 'blockquote':
      return node.children.map(child => writeQuoted(child, writing)).join('\n\n')
    case 'html':
      throw inexpressible(`HTML (${node.value.split('\n')[0]})`)
    case 'definition':
      throw inexpressible(`links by reference ([${node.label ?? node.identifier}]: …)`)
    case 'footnoteDefinition':
      throw inexpressible(`footnotes ([^${node.identifier}]: …)`)
    case 'yaml':
      throw inexpressible('front matter within a text')
    default:
      return writePhrasing([node] as Parameters<typeof writePhrasing>[0], writing)
  }
}

function writeQuoted(node: RootContent, writing: Writing): string {
  if (node.type !== 'paragraph') throw inexpressible('a quote of anything but paragraphs')
  return `bq. ${writePhrasing(node.children, writing)}`
}

/** In it every character stands for itself, but for the end. */
function writeCode({ lang, meta, value }: Code): string {
  if (meta) throw inexpressible(`words after the language of code (“${meta}”)`)
  if (lang && !/^[\w+#-]+$/.test(lang)) throw inexpressible(`code in the language “${lang}”`)
  const [end] = /<\/?(?:pre|code)\b[^<>]*>?/i.exec(value) ?? []
  if (end !== undefined) throw inexpressible(`“${end}” in a block of code`)
  return lang ? `<pre><code class="${lang}">\n${value}\n</code></pre>` : `<pre>\n${value}\n</pre>`
}
