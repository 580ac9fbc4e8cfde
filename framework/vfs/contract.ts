import type { Ino, Invalidation } from '../store/contract.ts'
import type { Attributes } from './attributes.ts'

/** What a request brings along. */
export interface VfsContext {
  /** Aborted when the program that asked gives up. */
  readonly signal?: AbortSignal
}

/** A name in a folder. */
export interface Entry {
  readonly name: string
  readonly ino: Ino
  readonly kind: Attributes['kind']
  /** Where a listing that stopped after this entry goes on; stays right while the folder changes. */
  readonly cookie: number
  /** Absent when they would have to be asked for. */
  readonly attributes?: Attributes
}

/** An open file: it reads the same bytes to the end, whatever is refreshed meanwhile. */
export interface Handle {
  readonly ino: Ino
  /** Bytes. */
  readonly size: number
}

export interface FileSystemStatistics {
  /** Bytes. */
  readonly blockSize: number
  readonly blocks: number
  readonly files: number
  /** Bytes of the longest name. */
  readonly longestName: number
}

/**
 * The tree as inodes, as a backend serves it. Every method gives what is stored at once, or waits for the tracker until
 * the deadline; it rejects with a `SourceError` or a `FileError`, which `errnoOf` maps.
 */
export interface Vfs {
  lookup(parent: Ino, name: string, context?: VfsContext): Promise<Attributes>
  getattr(ino: Ino, context?: VfsContext): Promise<Attributes>
  /** Entries after a cookie, `.` and `..` first; none at the end. 0 is the beginning. */
  readdir(ino: Ino, cookie: number, limit: number, context?: VfsContext): Promise<readonly Entry[]>
  readlink(ino: Ino): Promise<string>
  open(ino: Ino, context?: VfsContext): Promise<Handle>
  read(handle: Handle, offset: number, length: number, context?: VfsContext): Promise<Uint8Array>
  release(handle: Handle): void
  statfs(): FileSystemStatistics
  /** Somebody reads here, of which a backend that reads the store itself has to tell. */
  noticed?(ino: Ino): void
  /** Gives back how to stop listening. */
  onInvalidate(listener: (invalidations: readonly Invalidation[]) => void): () => void
}
