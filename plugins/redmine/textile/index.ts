import type { RootContent } from 'mdast'
import { convertBlock } from './convert.ts'
import { keepsWords } from './keeps-words.ts'
import { plainBlock } from './plain.ts'
import { splitBlocks } from './split.ts'

/** A piece of Textile between blank lines, and what became of it. */
export interface TextileBlock {
  readonly nodes: readonly RootContent[]
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
  return splitBlocks(source.replaceAll(/\r\n?/g, '\n')).map(({ kind, text, language }) => {
    if (kind === 'code') return { nodes: [{ type: 'code', value: text, lang: language ?? null }], origin: text }
    return { nodes: readBlock(text, options), origin: text }
  })
}

function readBlock(text: string, options: TextileOptions): readonly RootContent[] {
  if (isPlain(text) || text.length > LONGEST) return plainBlock(text)
  try {
    const nodes = convertBlock(text, options)
    if (nodes !== undefined && keepsWords(text, nodes)) return nodes
  } catch {}
  return plainBlock(text)
}

/** Whether nothing in it can be markup. */
function isPlain(text: string): boolean {
  return !/[*_+\-^~@%?!"=|#[\]{}<>&()]|^\s|^[a-z]+\d*\./m.test(text)
}
