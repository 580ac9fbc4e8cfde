import { markdownText, plainText, type Text } from 'issuefs/source'
import type { TextMarkup } from '../options.ts'
import { textileToBlocks } from '../textile/index.ts'

/** How texts are written, and what they may refer to. */
export interface Reading {
  readonly markup: TextMarkup
  /** The path of an attachment, by its name. */
  readonly filePath: (name: string) => string | undefined
}

/** A text of Redmine. Markdown passes as it is; Textile becomes Markdown. */
export function richText(body: unknown, { markup, filePath }: Reading): Text {
  if (typeof body !== 'string') return plainText(undefined)
  if (markup === 'markdown') return markdownText(body.trim() === '' ? undefined : body)
  return {
    format: 'textile',
    blocks: textileToBlocks(body, { filePath }).map(({ nodes, origin }) => ({ markdown: nodes, origin })),
  }
}
