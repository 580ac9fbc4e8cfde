import type { TextEdit } from 'issuefs/source'
import type { Flavour } from '../options.ts'

/** A text as it is sent: an ADF document to Cloud, wiki markup to Data Center, `null` for none. */
export function sentText(flavour: Flavour, edit: TextEdit): unknown {
  if (edit.blocks.length === 0) return null
  return flavour === 'cloud' ? adfDocument(edit) : wikiText(edit)
}

/** One line of plain words, for a field that holds rich text. */
export function lineText(flavour: Flavour, line: string): unknown {
  return flavour === 'cloud' ? { type: 'doc', version: 1, content: [paragraph(line)] } : line
}

function adfDocument({ blocks }: TextEdit): unknown {
  const content = blocks.map(block => (block.kind === 'kept' ? block.origin : paragraph(block.markdown)))
  return { type: 'doc', version: 1, content }
}

function wikiText({ blocks }: TextEdit): string {
  return blocks.map(block => (block.kind === 'kept' ? String(block.origin) : block.markdown)).join('\n\n')
}

function paragraph(text: string): unknown {
  return { type: 'paragraph', content: [{ type: 'text', text }] }
}
