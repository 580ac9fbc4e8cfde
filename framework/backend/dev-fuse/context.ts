import type { Node } from '../../store/contract.ts'
import type { StoreReader } from '../../store/reader.ts'
import type { HotDocuments } from '../../vfs/hot-documents.ts'
import type { Owner } from './attributes.ts'
import type { Dialect } from './dialect.ts'
import type { Refusal } from './errors.ts'
import type { Reply } from './reply.ts'
import type { Request } from './request.ts'

/** What the operations of a mount are made with. */
export interface Serving {
  readonly writable: boolean
  readonly owner: Owner
  /** Folders with more entries than this are listed without attributes. */
  readonly mostWithAttributes: number
  /** The newest minor version of the protocol that is spoken. */
  readonly newestMinor: number
}

/** What answering a request needs. */
export interface Context {
  readonly serving: Serving
  readonly read: StoreReader
  readonly hot: HotDocuments
  readonly dialect: Dialect
  /** Whether the tracker was asked already: what is stored is all there is. */
  readonly asked: boolean
  /** Whether what an inode shows is not in the store but with the main thread: it is being written. */
  isHeld(ino: number): boolean
  /** Whether the tracker was asked for this a moment ago, so that one program sees one text. */
  isRecent(ino: number): boolean
  /** The kernel is given one reference. */
  give(reply: Reply, ino: number): void
  forget(ino: number, count: number): void
  /** Somebody reads here. */
  noticed(node: Node): void
  /** A file's beginning was read. */
  beganReading(ino: number): void
  /** Whether a folder has so many entries that it is listed without attributes. */
  isLarge(folder: number, cookie: number): boolean
  /** Texts of a folder whose attributes are on their way to the kernel, in the order of the listing. */
  listed(folder: number, inos: readonly number[], documents: readonly number[]): void
}

/**
 * What became of a request: the reply is filled; it is refused; nothing is to be said; the tracker has to be asked;
 * or the kernel's first words were understood.
 */
export type Outcome = 'reply' | 'silence' | 'ask' | Refusal | { readonly dialect: Dialect }

/** Answers one kind of request from the store, at once. */
export type Operation = (request: Request, reply: Reply, context: Context) => Outcome
