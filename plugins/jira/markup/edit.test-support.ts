import type { Block, Text, TextEdit, TextFormat } from 'issuefs/source'
import type { RootContent } from 'mdast'
import { newText } from '../../../framework/edit/new-text.ts'
import { parseMarkdown as parse } from '../../../framework/edit/parse-markdown.ts'
import { editText } from '../../../framework/edit/text-edit.ts'
import { printText } from '../../../framework/markdown/index.ts'

export { newText }

/** Reads as the kernel does. */
export function parseMarkdown(markdown: string): RootContent[] {
  return parse(markdown).children
}

/** What the file shows of each block. */
export function shownBlocks(text: Text): string[] {
  const { markdown, blocks } = printText(text)
  return blocks.map(({ start, end }) => markdown.slice(start, end))
}

/** What the file shows. */
export function shownText(format: TextFormat, blocks: readonly Block[]): string {
  return printText({ format, blocks }).markdown
}

/** The edit of somebody who writes `markdown` where block `index` stands. */
export function editOf(text: Text, index: number, markdown: string): TextEdit {
  const blocks = shownBlocks(text)
  blocks[index] = markdown
  return editText(text, blocks.filter(Boolean).join('\n\n'))
}

/** An edit in which every block was written over with what it showed. */
export function rewritten(text: Text): TextEdit {
  const shown = shownBlocks(text)
  const markdown = shown.filter(Boolean).join('\n\n')
  const blocks = text.blocks.map(({ origin }, index) => {
    const one = shown[index]!
    if (one === '') return { kind: 'kept', origin } as const
    return { kind: 'changed', markdown: one, nodes: parseMarkdown(one), was: [{ origin, markdown: one }] } as const
  })
  return { format: text.format, markdown, blocks }
}

const word = /(?<![\p{L}\p{N}_/:.@%=&"<#-])[a-z]{4,}(?![\p{L}\p{N}_/:.@%="-])/gu

/** Words of ours, not of the text. */
const ours = /^(?:span|style|color|background|details|summary|data|card|block|embed|colspan|rowspan|cell|code|html)$/

/** A Markdown with one of its words replaced; `undefined` when there is none that can be. */
export function withWordChanged(markdown: string, by: string): string | undefined {
  const words = [...markdown.matchAll(word)].filter(([found]) => !ours.test(found))
  const one = words[markdown.length % words.length]
  return one && `${markdown.slice(0, one.index)}${by}${markdown.slice(one.index + one[0].length)}`
}
