import { markdownText, type Text } from 'issuefs/source'
import { flagOf, objectOf } from '../model/json.ts'

/** The text of a comment: Markdown where the server says so, else plain text. */
export function commentText(comment: unknown): Text {
  const { text, is_markdown } = objectOf(comment)
  if (typeof text !== 'string') return verbatim(undefined)
  return flagOf(is_markdown) ? markdownText(text) : verbatim(text)
}

/**
 * Plain text line by line as it is: logs, patches and traces read and are found in the file as they were written.
 * The kernel keeps it from forging our own headings.
 */
export function verbatim(value: string | undefined): Text {
  return { format: 'plain', blocks: value ? [{ markdown: value, origin: value }] : [] }
}
