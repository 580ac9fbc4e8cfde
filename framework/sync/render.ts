import type { AnyKey } from '../source/key.ts'
import type { IndexLine } from '../store/entities.ts'

/** One entity to be rendered. */
export interface RenderJob {
  readonly route: string
  readonly key: AnyKey
  /** The entity, as JSON. */
  readonly body: string
}

/** A document as bytes, with what the tree and the index want to know of it. */
export interface Rendered {
  readonly bytes: Uint8Array
  readonly revision: string
  readonly open: boolean
  /** Without the file's name. */
  readonly line: Omit<IndexLine, 'name'>
  /** Milliseconds since 1970 UTC. */
  readonly modified: number | undefined
  readonly created: number | undefined
}

export type RenderAnswer = Rendered | { readonly problem: string }

/** Renders entities, in this thread or in another. Answers stand in the order of the jobs; one bad entity fails alone. */
export interface Renderer {
  render(jobs: readonly RenderJob[]): Promise<readonly RenderAnswer[]>
  close(): Promise<void>
}
