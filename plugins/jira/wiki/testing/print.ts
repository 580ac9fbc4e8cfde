import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import type { WikiContext } from '../context.ts'
import { wikiToMdast } from '../index.ts'

/** The Markdown of a wiki text, as documents print it, without its last line end. */
export function printWiki(text: string, context: WikiContext = {}): string {
  return toMarkdown(wikiToMdast(text, context), { extensions: [gfmToMarkdown({ tablePipeAlign: false })] }).trimEnd()
}
