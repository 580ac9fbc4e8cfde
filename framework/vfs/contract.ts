import type { SourceError } from '../source/error.ts'
import type { Ino, Invalidation, Node } from '../store/contract.ts'
import type { Attributes } from './attributes.ts'

/** What a request brings along. */
export interface VfsContext {
  /** Aborted when the program that asked gives up. */
  readonly signal?: AbortSignal
  /** The process (not the thread) that asks, where the backend knows it. */
  readonly pid?: number
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
  /** Blocks that may still be written; 0 on a mount that can only be read. */
  readonly free: number
  readonly files: number
  /** Files that may still be made; 0 on a mount that can only be read. */
  readonly freeFiles: number
  /** Bytes of the longest name. */
  readonly longestName: number
}

/** What a request that writes brings along. */
export type WriteContext = VfsContext

/** What `chmod`, `truncate` and `touch` change. Modes and owners are accepted and not kept. */
export interface AttributeChange {
  /** Bytes. */
  readonly size?: number
  /** It is the opening that empties the file (`O_TRUNC`); `size` is 0. */
  readonly opening?: boolean
  /** Milliseconds since 1970 UTC; `'now'` for `touch`. */
  readonly mtime?: number | 'now'
}

export interface OpenForWriting {
  readonly truncate: boolean
  /** Each write goes to the end, whatever offset it names. */
  readonly append: boolean
}

/**
 * The writing half. What is written stays with us until a commit point: `flush` (each close), `fsync`, or a rename over an
 * issue; those reject with the reason why it was not saved. A commit point without anything new written does nothing, and a
 * text that was emptied and not written since is never committed.
 *
 * Each handle opened for writing a document has a text of its own, begun with what the file showed: two writers give one
 * save each, in order. A save that was refused is not sent again until something more is written; the text stays with the
 * handle, and goes with it. A `flush` is no commit point while the process that opened the file still has it open for
 * writing, by another descriptor or because one of its children closes what it inherited: `{ cat a; cat b; } > PROJ-1.md`
 * is one save. `release` sends what met no commit point at all (memory that was mapped), in the background.
 *
 * The process that writes a document sees what it has written, by any of its handles and in `getattr`; all others get the
 * text and the size from before the save, whole, until it is saved. Where no process is known, `getattr` gives the size of
 * what was written last. Serve a held file past the page cache, and let nothing of it be believed.
 */
export interface VfsWrite {
  setattr(ino: Ino, change: AttributeChange, handle: Handle | undefined, context?: WriteContext): Promise<Attributes>
  open(ino: Ino, how: OpenForWriting, context?: WriteContext): Promise<Handle>
  /** Makes a file, or opens the one that is there unless `exclusive`. */
  create(
    parent: Ino,
    name: string,
    how: OpenForWriting & { readonly exclusive: boolean },
    context?: WriteContext,
  ): Promise<{ readonly attributes: Attributes; readonly handle: Handle }>
  /** Gives how many bytes were taken: all of them. */
  write(handle: Handle, offset: number, bytes: Uint8Array, context?: WriteContext): Promise<number>
  flush(handle: Handle, context?: WriteContext): Promise<void>
  fsync(handle: Handle, context?: WriteContext): Promise<void>
  rename(
    from: { readonly parent: Ino; readonly name: string },
    to: { readonly parent: Ino; readonly name: string },
    how: { readonly noReplace: boolean },
    context?: WriteContext,
  ): Promise<void>
  /**
   * A document goes away for a while, and what is created under its name meanwhile is an edit of it. Programs known to
   * replace files this way (`mv`, `git`) may always do so, and it is there again if they do not; for others, and where no
   * process is known, it is a deletion, which is sent when the while is over, or EPERM where nothing may be deleted.
   */
  unlink(parent: Ino, name: string, context?: WriteContext): Promise<void>
  mkdir(parent: Ino, name: string, context?: WriteContext): Promise<Attributes>
  rmdir(parent: Ino, name: string, context?: WriteContext): Promise<void>
  /**
   * Whether what an inode shows now is held here, not in the store: everything about it has to be asked for, not read
   * there. Of a folder: its names (LOOKUP, READDIR); of a file: its attributes and bytes, also where they come along with
   * a name (LOOKUP, READDIRPLUS). An inode that a rename has put an end to is held, too: it answers as the issue does
   * whose name it took.
   */
  isHeld(ino: Ino): boolean
  /** Called when that changes, before anybody can see it. Gives back how to stop listening. */
  onHeld(listener: (ino: Ino, held: boolean) => void): () => void
  /** Does now what waits for a while (removals, files that are about to come back), and waits for saves on their way. */
  settle(): Promise<void>
}

/** What a save says besides its text. */
export interface SaveContext {
  readonly signal: AbortSignal
  readonly pid: number | undefined
  /**
   * What the file showed when it was opened for writing, or what was saved last through the same handle: a text that goes
   * on after it is an append. Absent where the text comes from another file (a rename over it).
   */
  readonly opened: Uint8Array | undefined
}

/**
 * Where saves go: the journal, and from there to the tracker. Each method resolves when the tracker has it, or when it is on
 * disk and waits; it rejects with a `SourceError` that says why it was refused, which then stands in `.issuefs/errors/` too.
 */
export interface Edits {
  /** A whole text over a document. */
  save(document: Node, text: Uint8Array, context: SaveContext): Promise<void>
  /** Text for the file `comment` beside a document. */
  comment(file: Node, text: Uint8Array, context: SaveContext): Promise<void>
  /**
   * A new issue in a folder, under the name that was written, which becomes a symbolic link to the real one. The name is
   * free meanwhile; where no link is made at once, the text stands under it as a file of kind `scratch`, which makes room
   * for the link when it comes (`removeNode`). Called again for a name that still waits, it takes the place of the first.
   */
  create(folder: Node, name: string, text: Uint8Array, context: SaveContext): Promise<void>
  /** A file in a folder of attachments. The name is free meanwhile. */
  attach(folder: Node, name: string, bytes: Uint8Array, context: SaveContext): Promise<void>
  /** Whether an issue may be deleted by removing its file; the reason why not, as a `SourceError`. */
  mayRemove(document: Node): SourceError | undefined
  remove(document: Node, context: SaveContext): Promise<void>
  /** News of one file, for `touch`. */
  refresh(document: Node, context: SaveContext): Promise<void>
  /** What may be made in a folder by writing a new file: an issue from `.md` files, an attachment, or nothing. */
  makes(folder: Node): 'issues' | 'attachments' | undefined
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
  /** Absent on a mount that can only be read. */
  readonly write?: VfsWrite
  /** Gives back how to stop listening. */
  onInvalidate(listener: (invalidations: readonly Invalidation[]) => void): () => void
}
