import { trimBlankLines } from '../markdown/blank-lines.ts'
import type { TextEdit } from '../source/write.ts'
import { withLineFeeds } from './check-saved.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { resolveReferences } from './resolve-references.ts'

/** A text that the tracker does not have yet. */
export function newText(markdown: string): TextEdit {
  const whole = trimBlankLines(withLineFeeds(markdown))
  if (whole === '') return { format: undefined, markdown: whole, blocks: [] }
  const nodes = resolveReferences(parseMarkdown(whole).children)
  return { format: undefined, markdown: whole, blocks: [{ kind: 'changed', markdown: whole, nodes, was: [] }] }
}
