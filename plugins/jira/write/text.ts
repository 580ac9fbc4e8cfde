import type { TextEdit } from 'issuefs/source'
import { adfFromEdit } from '../adf/write/index.ts'
import type { Issue } from '../model/issue.ts'
import type { Flavour } from '../options.ts'
import { referencesOf } from '../render/references.ts'
import { wikiFromEdit } from '../wiki/write/index.ts'

/**
 * A text as it is sent: an ADF document to Cloud, wiki markup to Data Center, `null` for none.
 *
 * @param issue the one that has the text, so that what is kept in a changed block is known again
 */
export function sentText(flavour: Flavour, edit: TextEdit, issue: Issue | undefined): unknown {
  if (edit.blocks.length === 0) return null
  const context = issue ? referencesOf(issue) : {}
  return flavour === 'cloud' ? adfFromEdit(edit, context) : wikiFromEdit(edit, context)
}

/** One line of plain words, for a field that holds rich text. */
export function lineText(flavour: Flavour, line: string): unknown {
  if (flavour === 'data-center') return line
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: line }] }] }
}
