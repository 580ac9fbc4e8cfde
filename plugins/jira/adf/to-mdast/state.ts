import type { RootContent } from 'mdast'
import type { MediaPath } from '../../markup/carrier.ts'
import { toNode } from '../node.ts'
import type { AdfNode } from '../schema.ts'
import { words } from '../words.ts'
import { blockHandler, isInline } from './handle/index.ts'
import type { State } from './handler.ts'
import { nest } from './nest.ts'
import { paragraph } from './paragraph.ts'
import { readRuns } from './run.ts'

/** Below this depth only the words are kept, so that no document overflows the stack. */
const deepest = 100

/** A reader of one document. */
export function createState(context: { readonly mediaPath?: MediaPath }): State {
  let depth = 0
  const deeper = <T>(read: () => T, instead: () => T): T => {
    if (depth >= deepest) return instead()
    depth++
    try {
      return read()
    } finally {
      depth--
    }
  }
  const state: State = {
    mediaPath: context.mediaPath,
    flow: content =>
      deeper(
        () => readFlow(content, state),
        () => paragraph([{ type: 'text', value: words(content) }]),
      ),
    phrasing: content =>
      deeper(
        () => nest(readRuns(content, state)),
        () => [{ type: 'text', value: words(content) }],
      ),
  }
  return state
}

function readFlow(content: readonly unknown[], state: State): RootContent[] {
  const blocks: RootContent[] = []
  let line: AdfNode[] = []
  const endLine = () => {
    if (line.length === 0) return
    for (const block of paragraph(state.phrasing(line))) blocks.push(block)
    line = []
  }
  for (const value of content) {
    const node = toNode(value)
    if (!node) continue
    if (isInline(node)) {
      line.push(node)
      continue
    }
    if (typeof node.text === 'string') line.push({ type: 'text', text: node.text })
    endLine()
    for (const block of blockHandler(node)(node, state)) blocks.push(block)
  }
  endLine()
  return blocks
}
