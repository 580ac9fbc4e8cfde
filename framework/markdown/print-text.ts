import type { RootContent } from 'mdast'
import type { Block, Text } from '../source/document.ts'
import { trimBlankLines } from './blank-lines.ts'
import { cleanText } from './clean.ts'
import { printNodes } from './print-nodes.ts'

/** UTF-16 offsets; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

export interface PrintedText {
  /** Without blank lines at its start and without a line end at its end. */
  readonly markdown: string
  /** Where each block stands in `markdown`; empty for a block that prints nothing. */
  readonly blocks: readonly Range[]
}

/**
 * Prints a text, its blocks one blank line apart. Neighbouring blocks of nodes are printed as one tree, so that two
 * lists stay two lists.
 */
export function printText(text: Text): PrintedText {
  const { blocks } = text
  const pieces: string[] = []
  const defined = blocks.some(block => typeof block.markdown === 'string' && block.markdown.includes(']:'))
  while (pieces.length < blocks.length) {
    const { markdown } = blocks[pieces.length]!
    if (typeof markdown === 'string') pieces.push(markdown)
    else for (const piece of printNodes(runOfNodes(blocks, pieces.length), defined)) pieces.push(piece)
  }
  return join(pieces)
}

function runOfNodes(blocks: readonly Block[], start: number): (readonly RootContent[])[] {
  const run: (readonly RootContent[])[] = []
  for (let index = start; index < blocks.length; index++) {
    const { markdown } = blocks[index]!
    if (typeof markdown === 'string') break
    run.push(markdown)
  }
  return run
}

function join(pieces: readonly string[]): PrintedText {
  const parts: string[] = []
  const ranges: Range[] = []
  let end = 0
  for (const piece of pieces) {
    const clean = trimBlankLines(cleanText(piece))
    if (clean && parts.length > 0) {
      parts.push('\n\n')
      end += 2
    }
    ranges.push({ start: end, end: end + clean.length })
    if (clean) parts.push(clean)
    end += clean.length
  }
  return { markdown: parts.join(''), blocks: ranges }
}
