import type { Document, Text } from '../source/document.ts'
import { printFront } from './front-matter.ts'
import { printCommentHeading, printSectionHeading, printTitle } from './heading.ts'
import { escapeMarkers } from './marker.ts'
import { printText } from './print-text.ts'
import { printRevision, revisionOfRest } from './revision.ts'

export interface PrintedDocument {
  /** UTF-8, in a buffer of its own, so that it may be handed to another thread. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Twelve hexadecimal digits, as in the front matter. */
  readonly revision: string
}

/** Prints a document as its Markdown file. The same document always gives the same bytes. */
export function printDocument(document: Document): PrintedDocument {
  const head = `---\n${printFront(document.front)}`
  const parts = [`---\n\n${printTitle(document.title)}\n`]
  printPart(parts, document.body)
  for (const section of document.sections ?? []) {
    parts.push(`\n${printSectionHeading(section)}\n`)
    printPart(parts, section.text)
  }
  if (document.comments?.length) {
    parts.push('\n## Comments\n')
    for (const comment of document.comments) {
      parts.push(`\n${printCommentHeading(comment)}\n`)
      printPart(parts, comment.text)
    }
  }
  const rest = parts.join('')
  const revision = revisionOfRest(head + rest)
  return { bytes: new TextEncoder().encode(head + printRevision(revision) + rest), revision }
}

function printPart(parts: string[], text: Text): void {
  const { markdown } = printText(text)
  if (markdown) parts.push('\n', escapeMarkers(markdown), '\n')
}
