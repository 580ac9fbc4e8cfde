import { rewriteLines, type TextEdit } from 'issuefs/source'
import { refusedChange } from './refused.ts'

/** Characters that Bugzilla takes. */
const LONGEST = 65_535

/**
 * The plain text that Bugzilla is to keep: as it was typed, because files show it as it is. Lines that were left alone stay
 * as Bugzilla sent them.
 */
export function textOf({ blocks, markdown }: TextEdit, what: string): string {
  const [first, ...others] = blocks
  const isOne = first !== undefined && others.length === 0
  const whole =
    isOne && first.kind === 'kept' ? String(first.origin ?? '') : isOne ? changed(first, markdown) : markdown
  const { length } = whole.length <= LONGEST ? whole : [...whole]
  if (length <= LONGEST) return whole
  const size = `it has ${length.toLocaleString('en')} characters`
  throw refusedChange(`The ${what} is too long for Bugzilla: ${size}, ${LONGEST.toLocaleString('en')} are allowed.`)
}

function changed(block: TextEdit['blocks'][number], markdown: string): string {
  if (block.kind === 'kept' || block.was.length !== 1) return markdown
  const [{ origin, markdown: shown }] = block.was as readonly [(typeof block.was)[number]]
  return typeof origin === 'string' ? rewriteLines(origin, shown, markdown) : markdown
}
