import type { ErrorKind } from '../source/error.ts'
import type { AnyKey } from '../source/key.ts'

/** What a read sees. Today only the latest state of the one branch exists; snapshots and branches will share its bytes. */
export interface View {
  readonly branch: 'main'
  readonly epoch: 'latest'
}

export const latest: View = { branch: 'main', epoch: 'latest' }

/** Given once and kept for ever. 1 is the root. */
export type Ino = number

export const rootIno: Ino = 1

/**
 * What a node is. `generated` is text the kernel makes (README.md, index.md, raw.json); `file` has bytes that are
 * fetched when read (attachments); `link` is a symbolic link; `scratch` is a file of an editor, known to nobody but us.
 */
export type NodeKind = 'folder' | 'document' | 'generated' | 'file' | 'link' | 'scratch'

/**
 * `absent`: known by name, nothing stored yet. `ready`: stored. `stale`: stored, a newer one is due.
 * `denied`: the tracker refused it twice. A folder is `ready` when its listing is complete.
 */
export type NodeState = 'absent' | 'ready' | 'stale' | 'denied'

/** A row of the tree. Times are milliseconds since 1970 UTC. */
export interface Node {
  readonly ino: Ino
  readonly parent: Ino
  readonly name: string
  readonly kind: NodeKind
  /** Resolves by name, is in no listing. */
  readonly hidden: boolean
  readonly state: NodeState
  /** Bytes; exact for everything that is `ready`. */
  readonly size: number
  readonly mtime: number
  readonly ctime: number
  readonly birth: number
  /** The stored text, for documents and generated ones that are `ready` or `stale`. */
  readonly document: DocumentId | undefined
  readonly entity: EntityId | undefined
  readonly mount: MountId | undefined
  /** Whether programs may write it, or in it, on a mount that is writable. */
  readonly writable: boolean
  /** A link's target, a generated file's generator, a file's id, the route of a folder that has one. */
  readonly detail: string
}

export type DocumentId = number
export type EntityId = number
export type MountId = number

/** A tracker with its options, as the store remembers it. */
export interface MountRow {
  readonly mount: MountId
  /** `''` when it is the only one, at the root. */
  readonly name: string
  readonly source: string
  /** A digest of the options that choose what is seen. */
  readonly scope: string
  readonly instance: string
  readonly account: string
  readonly accountName: string
  readonly revision: number
  readonly root: Ino
  /** When the tracker last answered, milliseconds; 0: never. */
  readonly seen: number
}

/** What the tracker gave, before rendering. */
export interface EntityRow {
  readonly entity: EntityId
  readonly mount: MountId
  readonly route: string
  readonly id: string
  readonly key: AnyKey
  readonly validator: string | undefined
  /** Milliseconds since 1970 UTC; 0: unknown. */
  readonly modified: number
  /** JSON, `undefined` when only listed. */
  readonly body: string | undefined
  readonly missing: readonly string[]
  readonly wanted: boolean
  /** Whether it has to be rendered. */
  readonly dirty: boolean
  /** How often an answer has changed what is known of it: an older answer, on its way meanwhile, is out of date. */
  readonly changes: number
  readonly failures: number
  /** Milliseconds since 1970 UTC before which it is not asked for again. */
  readonly retryAt: number
  readonly problem: Problem | undefined
  readonly fetched: number
  /** Whether its file shows an edit that the tracker does not have yet, instead of the rendered text. */
  readonly covered: boolean
}

/** Why something could not be done, as it is remembered and shown. */
export interface Problem {
  /** What programs get the errno of. */
  readonly kind: ErrorKind
  /** For a person, without secrets. */
  readonly sentence: string
  /** Milliseconds since 1970 UTC. */
  readonly at: number
}

/**
 * What a transaction changed, for those who cache: the content and attributes of a node, or an entry of a folder.
 */
export type Invalidation =
  | {
      /** Bytes, size and times are others than before. */
      readonly what: 'content'
      /** The file to drop. */
      readonly ino: Ino
    }
  | {
      /** Only what `stat` shows is another. */
      readonly what: 'attributes'
      /** The file or folder to drop the attributes of. */
      readonly ino: Ino
    }
  | {
      /** A name is there that was not, or stands for another inode now. */
      readonly what: 'appeared'
      /** The folder that has it. */
      readonly parent: Ino
      /** As `readdir` gives it. */
      readonly name: string
      /** What the name stands for now. */
      readonly ino: Ino
    }
  | {
      /** A name is not there any more. */
      readonly what: 'disappeared'
      /** The folder that had it. */
      readonly parent: Ino
      /** As `readdir` gave it. */
      readonly name: string
      /** What the name stood for; it may go on under another. */
      readonly ino: Ino
    }
