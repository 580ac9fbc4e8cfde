import { trimBlankLines } from '../markdown/blank-lines.ts'
import { type PrintedText, printText } from '../markdown/print-text.ts'
import type { Block, Text } from '../source/document.ts'
import type { BlockEdit, TextEdit } from '../source/write.ts'
import { type LineRange, unbrokenRuns } from './block-lines.ts'
import { changedBlock } from './changed-block.ts'
import { confirmKept, type Gap } from './confirm-kept.ts'
import { findKept, type Kept } from './find-kept.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { nodeReader } from './read-nodes.ts'

/** A block and the lines where it is shown; none for one that prints nothing. */
interface PlacedBlock extends LineRange {
  readonly origin: unknown
  readonly markdown: string
}

/**
 * What a text is to become, block by block: blocks that still stand as they were shown are kept, and only what is between
 * them is changed. A text that is Markdown already is one changed block.
 *
 * @param markdown the new text, without look-alikes' escapes
 * @param printed the present one, where it has been printed already
 */
export function editText(text: Text, markdown: string, printed: PrintedText = printText(text)): TextEdit {
  const whole = trimBlankLines(markdown)
  const { format } = text
  const blocks = placeBlocks(text, printed)
  if (format === 'markdown')
    return { format, markdown: whole, blocks: whole === '' ? [] : [changedBlock(whole, blocks)] }
  const visible = blocks.filter(({ start, end }) => start < end)
  const runs = text.blocks.some(mayReachOut) ? unbrokenRuns(visible, parseMarkdown(printed.markdown).children) : visible
  const lines = whole.split('\n')
  const candidates = findKept(runs, printed.markdown.split('\n'), lines)
  const { kept, gaps } = confirmKept(candidates, runs, lines, nodeReader(whole, lines))
  return { format, markdown: whole, blocks: join(blocks, kept, gaps, lines) }
}

/** Whether Markdown may read more than the block as one; what our printer makes of other nodes ends where it ends. */
function mayReachOut({ markdown }: Block): boolean {
  return typeof markdown === 'string' || markdown.some(({ type }) => type === 'html' || type === 'footnoteDefinition')
}

function placeBlocks({ blocks }: Text, { markdown, blocks: ranges }: PrintedText): readonly PlacedBlock[] {
  let line = 0
  let offset = 0
  function lineAt(end: number): number {
    for (; offset < end; offset++) if (markdown.charCodeAt(offset) === 10) line++
    return line
  }
  return ranges.map(({ start, end }, at) => {
    const { origin } = blocks[at]!
    if (start === end) return { origin, markdown: '', start: line, end: line }
    return { origin, markdown: markdown.slice(start, end), start: lineAt(start), end: lineAt(end) + 1 }
  })
}

/** @param gaps one before each run that is kept, and one at the end */
function join(
  blocks: readonly PlacedBlock[],
  kept: readonly Kept[],
  gaps: readonly Gap[],
  lines: readonly string[],
): readonly BlockEdit[] {
  const result: BlockEdit[] = []
  let next = 0

  function blocksBefore(line: number): readonly PlacedBlock[] {
    const first = next
    while (next < blocks.length && blocks[next]!.start < line) next++
    return blocks.slice(first, next)
  }

  for (const [at, gap] of gaps.entries()) {
    const run = kept[at]?.run ?? { start: Number.POSITIVE_INFINITY, end: Number.POSITIVE_INFINITY }
    const replaced = blocksBefore(run.start)
    const first = replaced.findIndex(isVisible)
    const markdown = trimBlankLines(lines.slice(gap.lines.start, gap.lines.end).join('\n'))
    result.push(...replaced.slice(0, first < 0 ? replaced.length : first).map(keep))
    if (markdown !== '') result.push(changedBlock(markdown, replaced.filter(isVisible), gap.nodes))
    if (first >= 0)
      result.push(
        ...replaced
          .slice(first)
          .filter(block => !isVisible(block))
          .map(keep),
      )
    result.push(...blocksBefore(run.end).map(keep))
  }
  return result
}

function isVisible({ start, end }: PlacedBlock): boolean {
  return start < end
}

function keep({ origin }: PlacedBlock): BlockEdit {
  return { kind: 'kept', origin }
}
