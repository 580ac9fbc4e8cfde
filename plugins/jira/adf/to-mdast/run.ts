import type { PhrasingContent } from 'mdast'
import { contentOf, toNode } from '../node.ts'
import { rawLink } from '../raw.ts'
import { flatten } from './flatten.ts'
import { inlineHandler, isBlock } from './handle/index.ts'
import type { State } from './handler.ts'
import { type Mark, readMarks } from './mark.ts'

/** A leaf of a line with the marks that stand around it. */
export interface Run {
  readonly node: PhrasingContent
  readonly marks: readonly Mark[]
}

/** The leaves of a line in order. */
export function readRuns(content: readonly unknown[], state: State): Run[] {
  const runs: Run[] = []
  for (const value of content) {
    const node = toNode(value)
    if (!node) continue
    const handler = inlineHandler(node)
    if (handler) {
      const marks = readMarks(node)
      for (const leaf of handler(node, state)) runs.push({ node: leaf, marks: fitting(leaf, marks) })
      for (const leaf of inside(contentOf(node), state)) runs.push({ node: leaf, marks: [] })
    } else {
      const leaves = isBlock(node) ? flatten(state.flow([node])) : inside(contentOf(node), state)
      if (leaves.length > 0 && runs.length > 0 && isBlock(node)) runs.push({ node: space(), marks: [] })
      for (const leaf of leaves) runs.push({ node: leaf, marks: [] })
      if (leaves.length === 0) runs.push({ node: rawLink(node), marks: [] })
    }
  }
  return runs
}

function inside(content: readonly unknown[], state: State): PhrasingContent[] {
  return content.length === 0 ? [] : state.phrasing(content)
}

function space(): PhrasingContent {
  return { type: 'text', value: ' ' }
}

/** A link cannot stand in a link: what is one already (a mention, a card) keeps its own address. */
function fitting(leaf: PhrasingContent, marks: readonly Mark[]): readonly Mark[] {
  return leaf.type === 'link' ? marks.filter(mark => mark.kind !== 'link') : marks
}
