import { trimBlankLines } from '../markdown/blank-lines.ts'
import type { TextChange } from './changes.ts'

const newComment = /^### new[ \t]*$/m
const lineEndBlanks = /[ \t]+$/gm

/** Undefined when the texts are the same, or when an editor has only taken the blanks off the ends of lines. */
export function textChange(from: string, to: string): TextChange | undefined {
  return from === to || withoutLineEndBlanks(from) === to || from.trimEnd() === to.trimEnd() ? undefined : { from, to }
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

function withoutLineEndBlanks(text: string): string {
  return trimBlankLines(text.replace(lineEndBlanks, ''))
}
