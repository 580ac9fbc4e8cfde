import { trimBlankLines } from '../markdown/blank-lines.ts'
import type { TextEdit } from '../source/write.ts'
import { changedBlock } from './changed-block.ts'
import { withLineFeeds } from './check-saved.ts'

/** A text that the tracker does not have yet. */
export function newText(markdown: string): TextEdit {
  const whole = trimBlankLines(withLineFeeds(markdown))
  return { format: undefined, markdown: whole, blocks: whole === '' ? [] : [changedBlock(whole, [])] }
}
