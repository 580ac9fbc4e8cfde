import type { TextEdit } from 'issuefs/source'
import { adfFromEdit } from '../adf/write/index.ts'
import type { Issue } from '../model/issue.ts'
import type { Flavour } from '../options.ts'
import { referencesOf } from '../render/references.ts'
import { wikiFromEdit } from '../wiki/write/index.ts'
import type { WriteContext } from './context.ts'
import { newMedia } from './media.ts'

/**
 * A text as it is sent: an ADF document to Cloud, wiki markup to Data Center, `null` for none.
 *
 * @param issue the one that has the text, so that what is kept in a changed block is known again
 */
export async function sentText(
  edit: TextEdit,
  issue: Issue | undefined,
  context: Pick<WriteContext, 'client' | 'site' | 'call'>,
): Promise<unknown> {
  if (edit.blocks.length === 0) return null
  const references = issue ? referencesOf(issue) : {}
  if (context.client.flavour === 'data-center') return wikiFromEdit(edit, references)
  const media = newMedia(issue, context)
  const draft = adfFromEdit(edit, { ...references, mediaOf: media.draft })
  return media.size() === 0 ? draft : adfFromEdit(edit, { ...references, mediaOf: await media.resolve() })
}

/** One line of plain words, for a field that holds rich text. */
export function lineText(flavour: Flavour, line: string): unknown {
  if (flavour === 'data-center') return line
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: line }] }] }
}
