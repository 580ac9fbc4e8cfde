import { trimBlankLines } from '../markdown/blank-lines.ts'
import { isBlank } from '../markdown/character.ts'
import { matchLines } from '../source/diff-lines.ts'
import type { TextChange } from './changes.ts'

const newComment = /^### new[ \t]*$/m
const lineEndBlank = /[ \t]$/m

/** Undefined when the texts are the same. Blanks at the ends of lines are given back when an editor has taken them all off. */
export function textChange(from: string, to: string): TextChange | undefined {
  if (from === to || from.trimEnd() === to.trimEnd()) return undefined
  const given = withLineEndBlanks(from, to)
  return from === given || from.trimEnd() === given.trimEnd() ? undefined : { from, to: given }
}

/** What stands below a text that is otherwise as it was. */
export function appendedText(from: string, to: string): string | undefined {
  for (const start of new Set([from, withoutLineEndBlanks(from)])) {
    if (start === '' ? to !== '' : to.startsWith(`${start}\n`)) return trimBlankLines(to.slice(start.length))
  }
  return undefined
}

/** Divides a text at the headings `### new` that it did not have; all but the first piece are new comments. */
export function divideAtNew(from: string, to: string): readonly [string, ...string[]] {
  if (!newComment.test(to) || newComment.test(from)) return [to]
  const [first, ...others] = to.split(newComment).map(trimBlankLines)
  return [first!, ...others]
}

function withLineEndBlanks(from: string, to: string): string {
  if (lineEndBlank.test(to) || !lineEndBlank.test(from)) return to
  const before = from.split('\n')
  const after = to.split('\n')
  const matches = matchLines(after, before.map(withoutEndBlanks))
  return after.map((line, at) => before[matches[at]!] ?? line).join('\n')
}

function withoutLineEndBlanks(text: string): string {
  return trimBlankLines(text.split('\n').map(withoutEndBlanks).join('\n'))
}

function withoutEndBlanks(line: string): string {
  let end = line.length
  while (end > 0 && isBlank(line.charCodeAt(end - 1))) end--
  return line.slice(0, end)
}
