import type { Block, BlockEdit, Text, TextEdit, TextFormat } from 'issuefs/source'
import type { RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { printText } from '../../../framework/markdown/index.ts'

/** Reads as the kernel does. */
export function parseMarkdown(markdown: string): RootContent[] {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children
}

/** What the file shows of each block. */
export function shownBlocks(text: Text): string[] {
  const { markdown, blocks } = printText(text)
  return blocks.map(({ start, end }) => markdown.slice(start, end))
}

/** What the file shows of blocks. */
export function shownText(format: TextFormat, blocks: readonly Block[]): string {
  return printText({ format, blocks }).markdown
}

/** An edit in which `change` gives the new Markdown of a block; `undefined` leaves it alone. */
export function editOf(text: Text, change: (markdown: string, index: number) => string | undefined): TextEdit {
  const shown = shownBlocks(text)
  const blocks = text.blocks.map(({ origin }, index): BlockEdit => {
    const was = shown[index]!
    const markdown = was === '' ? undefined : change(was, index)
    if (markdown === undefined) return { kind: 'kept', origin }
    return { kind: 'changed', markdown, nodes: parseMarkdown(markdown), was: [{ origin, markdown: was }] }
  })
  return { format: text.format, markdown: shown.filter(Boolean).join('\n\n'), blocks }
}

/** A text that is new. */
export function newText(markdown: string): TextEdit {
  return {
    format: undefined,
    markdown,
    blocks: markdown === '' ? [] : [{ kind: 'changed', markdown, nodes: parseMarkdown(markdown), was: [] }],
  }
}
