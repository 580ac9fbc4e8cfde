import type { RootContent } from 'mdast'
import { trimBlankLines } from '../markdown/blank-lines.ts'
import { printText } from '../markdown/print-text.ts'
import type { Block, Text } from '../source/document.ts'
import type { BlockEdit, TextEdit } from '../source/write.ts'
import { type LineRange, linesOf, unbrokenRuns } from './block-lines.ts'
import { findKept, type Kept } from './find-kept.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { resolveReferences } from './resolve-references.ts'

/** A block and the lines of the text where it stands; none for one that prints nothing. */
interface PlacedBlock extends LineRange {
  readonly block: Block
  readonly markdown: string
}

/**
 * What a text is to become, block by block: blocks that still stand as they were shown are kept, and only what is between
 * them is changed.
 *
 * @param markdown the new text, without look-alikes' escapes
 */
export function editText(text: Text, markdown: string): TextEdit {
  const whole = trimBlankLines(markdown)
  const { format } = text
  const printed = printText(text)
  const nodes = resolveReferences(parseMarkdown(whole).children)
  if (format === 'markdown') {
    const was = text.blocks.map(({ origin }, at) => {
      const { start, end } = printed.blocks[at]!
      return { origin, markdown: printed.markdown.slice(start, end) }
    })
    const changed: BlockEdit = { kind: 'changed', markdown: whole, nodes, was }
    return { format, markdown: whole, blocks: whole === '' ? [] : [changed] }
  }
  const blocks = placeBlocks(text, printed.markdown, printed.blocks)
  const shown = printed.markdown.split('\n')
  const lines = whole.split('\n')
  const runs = unbrokenRuns(
    blocks.filter(({ start, end }) => start < end),
    parseMarkdown(printed.markdown).children,
  )
  return { format, markdown: whole, blocks: join(blocks, findKept(runs, shown, lines, nodes), lines, nodes) }
}

function placeBlocks(
  { blocks }: Text,
  markdown: string,
  ranges: readonly { readonly start: number; readonly end: number }[],
): readonly PlacedBlock[] {
  let line = 0
  let offset = 0
  return ranges.map(({ start, end }, at) => {
    const block = blocks[at]!
    if (start === end) return { block, markdown: '', start: line, end: line }
    for (; offset < start; offset++) if (markdown.charCodeAt(offset) === 10) line++
    const first = line
    for (; offset < end; offset++) if (markdown.charCodeAt(offset) === 10) line++
    return { block, markdown: markdown.slice(start, end), start: first, end: line + 1 }
  })
}

/** @param kept where each run of blocks that is kept stands in the new text, in order */
function join(
  blocks: readonly PlacedBlock[],
  kept: readonly Kept[],
  lines: readonly string[],
  nodes: readonly RootContent[],
): readonly BlockEdit[] {
  const result: BlockEdit[] = []
  let next = 0
  let line = 0

  function keep(until: number): void {
    for (; next < blocks.length && blocks[next]!.start < until; next++)
      result.push({ kind: 'kept', origin: blocks[next]!.block.origin })
  }

  /** The blocks before line `until` are replaced by the lines before `lastLine`. */
  function change(until: number, lastLine: number): void {
    const invisible: BlockEdit[] = []
    const was: { readonly origin: unknown; readonly markdown: string }[] = []
    for (; next < blocks.length && blocks[next]!.start < until; next++) {
      const { block, markdown, start, end } = blocks[next]!
      if (start < end) was.push({ origin: block.origin, markdown })
      else if (was.length === 0) result.push({ kind: 'kept', origin: block.origin })
      else invisible.push({ kind: 'kept', origin: block.origin })
    }
    const markdown = trimBlankLines(lines.slice(line, lastLine).join('\n'))
    if (markdown !== '') {
      const inside = nodes.filter(node => isWithin(node, line, lastLine))
      result.push({ kind: 'changed', markdown, nodes: inside, was })
    }
    result.push(...invisible)
  }

  for (const { run, at } of kept) {
    change(run.start, at.start)
    keep(run.end)
    line = at.end
  }
  change(Number.POSITIVE_INFINITY, lines.length)
  return result
}

function isWithin(node: RootContent, start: number, end: number): boolean {
  const line = linesOf(node).start
  return line >= start && line < end
}
