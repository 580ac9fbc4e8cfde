import type { RootContent } from 'mdast'
import { convertBlock } from './convert.ts'
import { keepsWords } from './keeps-words.ts'
import { cutOrigins } from './origins.ts'
import { plainBlock } from './plain.ts'
import { splitBlocks } from './split.ts'

/** A piece of Textile between blank lines, and what became of it. */
export interface TextileBlock {
  readonly nodes: readonly RootContent[]
  /** As it was written, with what stands between it and the next one. All origins together are the text. */
  readonly origin: string
}

export interface TextileOptions {
  /** The path of an attachment, by its name. */
  readonly filePath: (name: string) => string | undefined
}

/** Blocks longer than this are logs that somebody pasted: reading them as Textile takes long and gives nothing. */
const LONGEST = 10_000

/**
 * Textile, as Redmine reads it, as Markdown, block by block. HTML is text, as it is there. A block that would lose a
 * word is shown as it was written.
 */
export function textileToBlocks(source: string, options: TextileOptions): readonly TextileBlock[] {
  const blocks = splitBlocks(source.replaceAll(/\r\n?/g, '\n'))
  const origins = cutOrigins(
    source,
    blocks.map(({ start }) => start),
  )
  return blocks.map(({ kind, text, language }, at) => {
    const origin = origins[at]!
    if (kind === 'code') return { nodes: [{ type: 'code', value: text, lang: language ?? null }], origin }
    return { nodes: readBlock(text, options), origin }
  })
}

function readBlock(text: string, options: TextileOptions): readonly RootContent[] {
  return convertedBlock(text, options) ?? plainBlock(text)
}

/** Whether a block is read as Textile, and not shown as it was written. */
export function isRead(text: string): boolean {
  return convertedBlock(text, { filePath: () => undefined }) !== undefined
}

function convertedBlock(text: string, options: TextileOptions): readonly RootContent[] | undefined {
  if (isPlain(text) || text.length > LONGEST) return undefined
  try {
    const nodes = convertBlock(text, options)
    return nodes !== undefined && keepsWords(text, nodes) ? nodes : undefined
  } catch {
    return undefined
  }
}

/** Whether nothing in it can be markup. */
function isPlain(text: string): boolean {
  return !/[*_+\-^~@%?!"=|#[\]{}<>&()]|^\s|^[a-z]+\d*\./m.test(text)
}
