import type { Vfs } from '../vfs/contract.ts'

/** How the tree is carried to the user. */
export type BackendName = 'dev-fuse' | 'fuse-native' | 'memory'

export interface AttachOptions {
  /** The mount may be written when it has a writing half. */
  readonly vfs: Vfs
  /** The folder it is attached at, absolute. */
  readonly folder: string
  /** Whether other users of the machine may look. */
  readonly allowOther: boolean
  /** Where the store is, for a backend whose own threads read it. */
  readonly storePath: string
  /** Said to the user. */
  notice(sentence: string): void
}

/** A tree that is attached. */
export interface Attached {
  /** Resolves when it is no longer attached, whoever has detached it. */
  readonly detached: Promise<void>
  /** Detaches. Programs that still have files open are not waited for. */
  detach(): Promise<void>
}

/** What carries the tree to the user. All pass one conformance kit (`testBackend`). */
export interface Backend {
  readonly name: BackendName
  /** Why it can't be used here, as a sentence with the remedy; `undefined` when it can. */
  unavailable(): Promise<string | undefined>
  /** @throws SourceError when the folder can't be used */
  attach(options: AttachOptions): Promise<Attached>
}
