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
    case 'blockquote': {
      const [only, ...rest] = node.children
      if (only?.type !== 'paragraph' || rest.length > 0) throw inexpressible('a quote of anything but one paragraph')
      return `bq. ${writePhrasing(only.children, writing)}`
    }
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

/** What looks like a character reference, or like the end, is one no more. */
function writeCode({ lang, meta, value }: Code): string {
  if (meta) throw inexpressible(`words after the language of code (“${meta}”)`)
  if (lang && !/^[\w+#-]+$/.test(lang)) throw inexpressible(`code in the language “${lang}”`)
  const text = value.replaceAll(/&(?=(?:lt|gt|quot|amp);)/g, '&amp;').replaceAll(/<(?=\/?(?:pre|code)\b)/g, '&lt;')
  return lang ? `<pre><code class="${lang}">\n${text}\n</code></pre>` : `<pre>\n${text}\n</pre>`
}
