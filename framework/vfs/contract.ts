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
  /** At most 255 bytes of UTF-8 in NFC, without a slash. */
  readonly name: string
  /** What `getattr` and `open` take, without a lookup. */
  readonly ino: Ino
  /** Known for every entry, also where `attributes` is absent. */
  readonly kind: Attributes['kind']
  /** Where a listing that stopped after this entry goes on; stays right while the folder changes. */
  readonly cookie: number
  /** Absent when they would have to be asked for. */
  readonly attributes?: Attributes
}

/** An open file: it reads the same bytes to the end, whatever is refreshed meanwhile. */
export interface Handle {
  /** The file that was opened; it may have another name meanwhile, or none. */
  readonly ino: Ino
  /** Bytes. */
  readonly size: number
}

/** What `df` shows: what is stored, counted at most every five seconds, not what the tracker has. */
export interface FileSystemStatistics {
  /** Bytes. */
  readonly blockSize: number
  /** Blocks in all: those of the files that are stored, and the free ones. */
  readonly blocks: number
  /** Blocks that may still be written; 0 on a mount that can only be read. */
  readonly free: number
  /** Files in all: those of the tree, and those that may still be made. */
  readonly files: number
  /** Files that may still be made; 0 on a mount that can only be read. */
  readonly freeFiles: number
  /** Bytes of the longest name. */
  readonly longestName: number
}

/** What a request that writes brings along. */
export interface WriteContext extends VfsContext {
  /** Of a close, where the backend knows it: nobody has the file open by this handle any more. */
  readonly last?: boolean
}

/** What `chmod`, `truncate` and `touch` change. Modes and owners are accepted and not kept. */
export interface AttributeChange {
  /** Bytes. */
  readonly size?: number
  /** It is the opening that empties the file (`O_TRUNC`); `size` is 0. */
  readonly opening?: boolean
  /** Milliseconds since 1970 UTC; `'now'` for `touch`. */
  readonly mtime?: number | 'now'
}

/** How a file is opened that is to be written. */
export interface OpenForWriting {
  /** It is emptied at once, for the one who opens it; others see the old text until it is saved. */
  readonly truncate: boolean
  /** Each write goes to the end, whatever offset it names. */
  readonly append: boolean
}

/**
 * The writing half. What is written stays with us until a commit point: `flush` (each close), `fsync`, or a rename over an
 * issue; those reject with the reason why it was not saved. A commit point without anything new written does nothing.
 *
 * A document that was emptied and not written since is never saved. The close that leaves it so is refused, where it is
 * known to be the last: by `last`, or because neither the process that opened the file nor one that it has started has it
 * open. A second later the file shows its text again, and the reason is kept in any case, unless a save of others has come
 * after it; whoever opens it until then goes on with nothing.
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
  /**
   * Cuts or lengthens a text, which is saved at the next commit point; `touch` of an issue asks the tracker for news.
   * EPERM for what can only be read, EISDIR for the size of a folder.
   */
  setattr(ino: Ino, change: AttributeChange, handle: Handle | undefined, context?: WriteContext): Promise<Attributes>
  /** Waits for the text until the deadline, unless it is emptied. EPERM for what can only be read. */
  open(ino: Ino, how: OpenForWriting, context?: WriteContext): Promise<Handle>
  /** Makes a file, or opens the one that is there unless `exclusive`. */
  create(
    parent: Ino,
    name: string,
    how: OpenForWriting & { readonly exclusive: boolean },
    context?: WriteContext,
  ): Promise<{
    /** As `getattr` would give them to the same program. */
    readonly attributes: Attributes
    /** To be given back by `Vfs.release`. */
    readonly handle: Handle
  }>
  /** Gives how many bytes were taken: all of them. */
  write(handle: Handle, offset: number, bytes: Uint8Array, context?: WriteContext): Promise<number>
  /** Each close of a descriptor: saves, unless the process still has the file open for writing. */
  flush(handle: Handle, context?: WriteContext): Promise<void>
  /**
   * A close that is done for a program which was killed, and had not come to the end of what it wrote: that is gone, without
   * a word, unless the process that opened the file is another one and still has it open. What is never sent, as an editor's
   * files, stays.
   */
  giveUp(handle: Handle, context?: WriteContext): Promise<void>
  /** Saves now, whoever still has the file open. */
  fsync(handle: Handle, context?: WriteContext): Promise<void>
  /**
   * Over an issue it saves the file's text as the issue's. EEXIST with `noReplace` where the name is taken; EPERM for what
   * is the tracker's and keeps its name; ENOTEMPTY and ENOTDIR as POSIX has them.
   */
  rename(
    from: { readonly parent: Ino; readonly name: string },
    to: { readonly parent: Ino; readonly name: string },
    how: { readonly noReplace: boolean },
    context?: WriteContext,
  ): Promise<void>
  /**
   * A document goes away for a while, and what is created under its name meanwhile is an edit of it. Programs known to
   * replace files this way (`mv`, `git`) may always do so, and it is there again if they do not; for others, and where no
   * process is known, it is a deletion, which is on disk when this resolves and is sent when the while is over, or EPERM
   * where nothing may be deleted.
   */
  unlink(parent: Ino, name: string, context?: WriteContext): Promise<void>
  /** A folder of one's own, which the tracker does not hear of. EEXIST, or EPERM for the name of an issue that is away. */
  mkdir(parent: Ino, name: string, context?: WriteContext): Promise<Attributes>
  /** Removes a folder of one's own: ENOTEMPTY when something is in it, EPERM for the tracker's. */
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
   * When the program asked, as `performance.now()` gives it: it has waited since, maybe for others that save the same file.
   * @default now
   */
  readonly asked?: number | undefined
  /**
   * What the file showed when it was opened for writing, or what was saved last through the same handle: a text that goes
   * on after it is an append. Absent where the text comes from another file (a rename over it).
   */
  readonly opened: Uint8Array | undefined
}

/** A deletion that is written down. */
export interface Removal {
  /** Sends it now; resolves and rejects as a save does. Without this call the next mount does it. */
  carryOut(): Promise<void>
  /** Forgets it, unless it is being sent: a file was made under the name, which is an edit. */
  takeBack(): void
}

/**
 * Where saves go: the journal, and from there to the tracker. Each method resolves when the tracker has it, or when it is on
 * disk and waits; it rejects with a `SourceError` that says why it was refused, which then stands in `.issuefs/errors/` too.
 */
export interface Edits {
  /** A whole text over a document. One without bytes, of a document that was emptied, is to be refused. */
  save(document: Node, text: Uint8Array, context: SaveContext): Promise<void>
  /** Text for the file `comment` beside a document. */
  comment(file: Node, text: Uint8Array, context: SaveContext): Promise<void>
  /** Why no file can be made under a name, where it is the name of an issue that is not there, as a `SourceError`. */
  mayCreate(folder: Node, name: string): SourceError | undefined
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
  /** Resolves when the deletion is on disk; it is not sent before it is carried out. */
  remove(document: Node, context: SaveContext): Promise<Removal>
  /** Something went wrong with a file of which its program has been told already; the user is told. */
  report(name: string, thrown: unknown): void
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
  /** The tracker is asked for a name that no listing has, and for a text whose size is not known. ENOENT, ENOTDIR. */
  lookup(parent: Ino, name: string, context?: VfsContext): Promise<Attributes>
  /** Fetches a document whose size is not known yet. ENOENT when the inode has gone. */
  getattr(ino: Ino, context?: VfsContext): Promise<Attributes>
  /** Entries after a cookie, `.` and `..` first; none at the end. 0 is the beginning. */
  readdir(ino: Ino, cookie: number, limit: number, context?: VfsContext): Promise<readonly Entry[]>
  /** The target, mostly relative to the link's folder. EINVAL for what is no symbolic link. */
  readlink(ino: Ino): Promise<string>
  /** To read; `release` it. EISDIR for a folder, ELOOP for a symbolic link. */
  open(ino: Ino, context?: VfsContext): Promise<Handle>
  /** At most `length` bytes from an offset on; fewer only at the end, none past it. */
  read(handle: Handle, offset: number, length: number, context?: VfsContext): Promise<Uint8Array>
  /** Ends a handle, to be called once. Never fails: what a close has to say is said by `VfsWrite.flush`. */
  release(handle: Handle): void
  /** Of the whole tree, with all its mounts. */
  statfs(): FileSystemStatistics
  /** Somebody reads here, of which a backend that reads the store itself has to tell. */
  noticed?(ino: Ino): void
  /** Absent on a mount that can only be read. */
  readonly write?: VfsWrite
  /** Gives back how to stop listening. */
  onInvalidate(listener: (invalidations: readonly Invalidation[]) => void): () => void
}
