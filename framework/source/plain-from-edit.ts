import type { Nodes, Paragraph, PhrasingContent, RootContent } from 'mdast'
import { rewriteLines } from './rewrite-lines.ts'
import type { TextEdit } from './write.ts'

/**
 * The plain text that an edit of a `plainText` makes: what was escaped for Markdown is not any more, hard breaks are line
 * ends, and what is more than a plain paragraph (a list, a quote, code, bold) stands as it was typed.
 *
 * @param original the plain text as the tracker has it: its line ends and the number of its blank lines stay
 * @example
 * const sent = (edit: TextEdit, description: string) => JSON.stringify({ text: plainFromEdit(edit, description) })
 */
export function plainFromEdit(edit: TextEdit, original?: string | null): string {
  const pieces = edit.blocks.map(block =>
    block.kind === 'kept' ? String(block.origin ?? '') : plainOfNodes(block.nodes, edit.markdown),
  )
  const plain = joinParagraphs(pieces)
  return original ? rewriteLines(original, shownParagraphs(original), plain) : plain
}

/** As `plainText` divides it, one blank line apart. */
function shownParagraphs(text: string): string {
  return joinParagraphs(text.replaceAll('\r\n', '\n').split(/\n{2,}/))
}

function joinParagraphs(paragraphs: readonly string[]): string {
  return paragraphs
    .map(lines => lines.replace(/^\n+|\n+$/g, ''))
    .filter(lines => lines.trim())
    .join('\n\n')
}

/** Nodes stand as many lines apart as they do in the source. */
function plainOfNodes(nodes: readonly RootContent[], source: string): string {
  let plain = ''
  let end: number | undefined
  for (const node of nodes) {
    const start = node.position?.start.offset
    if (plain !== '') {
      const between = end === undefined || start === undefined ? '\n\n' : source.slice(end, start)
      plain += '\n'.repeat(Math.max(1, between.split('\n').length - 1))
    }
    plain += node.type === 'paragraph' ? plainOfParagraph(node, source) : typed(node, source)
    end = node.position?.end.offset
  }
  return plain
}

function plainOfParagraph({ children }: Paragraph, source: string): string {
  return children.map(child => plainOfPhrasing(child, source)).join('')
}

function plainOfPhrasing(node: PhrasingContent, source: string): string {
  if (node.type === 'text') return node.value
  if (node.type === 'break') return '\n'
  if (node.type === 'link') {
    const [only, ...others] = node.children
    const isBare = only?.type === 'text' && others.length === 0 && !typed(node, source).startsWith('[')
    if (isBare) return only.value
  }
  return typed(node, source)
}

/** The source of a node; that of a block from the start of its line. */
function typed(node: Nodes, source: string): string {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start === undefined || end === undefined) return 'value' in node ? node.value : ''
  const line = source.lastIndexOf('\n', start - 1) + 1
  const from = source.slice(line, start).trim() === '' ? line : start
  return source.slice(from, end)
}
