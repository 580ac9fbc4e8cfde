import type { Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'

const options = { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }

/** Parses GitHub Flavored Markdown; nodes carry their positions. */
export function parseMarkdown(markdown: string): Root {
  return fromMarkdown(markdown, options)
}
