import type { PhrasingContent } from 'mdast'
import type { LineBreak, Reader } from './reader.ts'

/** A range of a text that is read as inline content. */
export interface InlineSource {
  readonly reader: Reader
  readonly text: string
  readonly to: number
  readonly lineBreak: LineBreak
  /** Inside the words of a link nothing may be a link. */
  readonly inLink: boolean
}

/** What a rule took: its nodes, and the offset behind it. */
export interface Taken {
  readonly nodes: readonly PhrasingContent[]
  readonly end: number
}

/** Reads the construct that starts at `at`; `undefined` when the character there is only a character. */
export type InlineRule = (source: InlineSource, at: number) => Taken | undefined

export function textNode(value: string): PhrasingContent {
  return { type: 'text', value }
}
