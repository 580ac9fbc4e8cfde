import type { Paragraph, PhrasingContent } from 'mdast'
import { trimLine } from './edges.ts'

/** A line as a paragraph, or nothing when nobody would see it: empty paragraphs in Jira are spacing. */
export function paragraph(children: readonly PhrasingContent[]): Paragraph[] {
  const line = trimLine(children)
  return line.length === 0 ? [] : [{ type: 'paragraph', children: line }]
}
