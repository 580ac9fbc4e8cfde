import type { PhrasingContent, RootContent } from 'mdast'
import type { MediaPath } from '../../markup/carrier.ts'
import type { AdfNode } from '../schema.ts'

/** What a handler needs of the reader: the children of its node, one level deeper. */
export interface State {
  readonly mediaPath: MediaPath | undefined
  /** Nodes as blocks; inline ones among them are gathered into paragraphs. */
  flow(content: readonly unknown[]): RootContent[]
  /** Nodes as one line's content; blocks among them are flattened. */
  phrasing(content: readonly unknown[]): PhrasingContent[]
}

/** Makes the blocks of a node; none where there is nothing to show. */
export type BlockHandler = (node: AdfNode, state: State) => RootContent[]

/** Makes the leaves of a node; its marks are put around them later. */
export type InlineHandler = (node: AdfNode, state: State) => PhrasingContent[]
