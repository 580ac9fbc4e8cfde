import type { PhrasingContent, RootContent } from 'mdast'
import { attributesOf } from '../node.ts'
import type { AdfNode } from '../schema.ts'
import type { State } from '../to-mdast/handler.ts'
import type { Known } from '../valid/index.ts'
import type { Images } from './image.ts'
import type { WrittenNode } from './node.ts'

/** What the handlers of one document share. */
export interface WriteState {
  readonly images: Images
  /** The reader: what an old node shows. */
  readonly reader: State
  /** Nodes that go back as they came, whole or but for their content: the tracker has taken them before. */
  readonly known: Map<unknown, Known>
  /** Blocks, given the old ones that stood there. */
  flow(nodes: readonly RootContent[], olds: readonly unknown[]): unknown[]
  /** A line, given the old one that stood there. */
  line(children: readonly PhrasingContent[], olds: readonly unknown[]): unknown[]
}

/** Makes the nodes of a block; `old` is the node that stood there and is of its kind. */
export type BlockWriter<Block> = (block: Block, old: AdfNode | undefined, state: WriteState) => unknown[]

/** An old node with other content. */
export function refill(old: AdfNode, content: readonly unknown[], state: WriteState): WrittenNode {
  const node = { ...(old as WrittenNode), content }
  state.known.set(node, 'frame')
  return node
}

/** A node with the attributes and marks of `old`, as far as `attrs` does not say otherwise; `undefined` takes one away. */
export function replace(
  old: AdfNode | undefined,
  type: string,
  attrs: Readonly<Record<string, unknown>>,
  content: readonly unknown[],
  state: WriteState,
): WrittenNode {
  const all = Object.entries({ ...(old && attributesOf(old)), ...attrs })
  const merged = Object.fromEntries(all.filter(([, value]) => value !== undefined))
  const marks = old?.marks === undefined ? undefined : (old.marks as WrittenNode['marks'])
  const node: WrittenNode = {
    type,
    ...((Object.keys(merged).length > 0 || (old?.type === type && old.attrs !== undefined)) && { attrs: merged }),
    content,
    ...(marks && { marks }),
  }
  if (old?.type === type) state.known.set(node, 'frame')
  return node
}
