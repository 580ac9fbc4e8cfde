import { plainText, type Text } from 'issuefs/source'
import { adfToBlocks } from '../adf/index.ts'
import type { MediaPath } from '../markup/carrier.ts'
import { isObject } from '../model/json.ts'
import { wikiToBlocks } from '../wiki/index.ts'

/** What bodies may refer to. */
export interface References {
  readonly mediaPath: MediaPath
  /** The name shown for a Data Center user name. */
  readonly userName: (name: string) => string | undefined
}

/** A rich text: ADF when Jira sent an object (Cloud), wiki markup when it sent a string (Data Center). */
export function richText(body: unknown, { mediaPath, userName }: References): Text {
  if (isAdf(body)) {
    const blocks = adfToBlocks(body, { mediaPath })
    return { format: 'adf', blocks: blocks.map(({ nodes, origin }) => ({ markdown: nodes, origin })) }
  }
  if (typeof body !== 'string') return plainText(undefined)
  const blocks = wikiToBlocks(body, { mediaPath, userName })
  return { format: 'wiki', blocks: blocks.map(({ nodes, origin }) => ({ markdown: nodes, origin })) }
}

/** Whether a value is an ADF document. */
export function isAdf(value: unknown): value is { readonly type: 'doc' } {
  return isObject(value) && value.type === 'doc'
}

/** The text of an ADF document that is no more than one line of plain words. */
export function plainLine(value: unknown): string | undefined {
  if (typeof value === 'string') return value.trim().includes('\n') ? undefined : value.trim()
  if (!isAdf(value)) return undefined
  const [paragraph, ...more] = childrenOf(value)
  if (more.length > 0 || !isObject(paragraph) || paragraph.type !== 'paragraph') return undefined
  const words = childrenOf(paragraph).map(node => {
    return isObject(node) && node.type === 'text' && !node.marks && typeof node.text === 'string'
      ? node.text
      : undefined
  })
  return words.includes(undefined) ? undefined : words.join('')
}

function childrenOf(node: object): readonly unknown[] {
  return 'content' in node && Array.isArray(node.content) ? node.content : []
}
