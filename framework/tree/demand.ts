import type { Node } from '../store/contract.ts'

/**
 * What the file side asks of the network side when the store does not have it. Each resolves when it is worth looking
 * into the store again, and rejects with a `SourceError` that says why not. The caller sets the deadline.
 */
export interface Demand {
  /** A name that a folder does not have: a companion, a document that no listing has named yet. */
  name(parent: Node, name: string, signal: AbortSignal): Promise<void>
  /** The text of a document or of a generated file. */
  content(node: Node, signal: AbortSignal): Promise<void>
  /** All names of a folder. */
  listing(folder: Node, signal: AbortSignal): Promise<void>
  /** Bytes of a file; fewer than asked for at its end. */
  bytes(node: Node, offset: number, length: number, signal: AbortSignal): Promise<Uint8Array>
  /** Somebody reads here: it should be fresh. */
  noticed(node: Node): void
}
