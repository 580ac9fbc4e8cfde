import type { Changes } from '../edit/changes.ts'
import type { ErrorKind } from '../source/error.ts'
import type { AnyKey } from '../source/key.ts'

/** What an edit asks of the tracker. */
export type What = 'edit' | 'comment' | 'create' | 'attach' | 'remove'

/** `pending`: on its way. `sent`: the tracker has it. `kept`: it could not be sent and waits for a person. */
export type EntryState = 'pending' | 'sent' | 'kept'

/**
 * One row of the journal. It says everything that is needed to send it, whatever becomes of the cache.
 * Times are milliseconds since 1970 UTC.
 */
export interface Entry {
  readonly number: number
  /** Which tracker with which options, as `mountIdentity` names it. */
  readonly mount: string
  /** The account's id that it was made with; it is never sent with another. */
  readonly account: string
  readonly what: What
  /** Of the documents, or of the files for `attach`. */
  readonly route: string
  /** The tracker's id of the issue; absent for a new one until it is made. */
  readonly entity: string | undefined
  /** The key of the issue, or the scope of a new one. */
  readonly key: AnyKey
  /** Of the file that was written, below the mount. */
  readonly path: string
  /** Unique; the same at every attempt. */
  readonly mark: string
  /** The file that was read before, for `edit`. */
  readonly base: string | undefined
  /** What was changed of it, or of an earlier save of it that this one goes on from. */
  readonly changes: Changes | undefined
  /** The revision that the saved text names; absent when it names none. */
  readonly revision: string | undefined
  /** The text that was saved, or the comment; empty for `attach` and `remove`. */
  readonly body: string
  /** The revision under which the saved text is shown until the tracker has it. */
  readonly shown: string | undefined
  /** The process that saved. */
  readonly pid: number | undefined
  /** Whether a program was told that it is saved. */
  readonly accepted: boolean
  readonly state: EntryState
  /** Why it is kept, or still pending after an attempt. */
  readonly kind: ErrorKind | undefined
  readonly sentence: string | undefined
  /** The tracker's version that it conflicts with. */
  readonly theirs: string | undefined
  readonly progress: Progress
  readonly created: number
  readonly changed: number
  readonly attempts: number
}

/** How far an edit has come. Written before and after each request that changes something. */
export interface Progress {
  /** `trying` once `update` has been sent; `done` when the tracker has answered that it is as asked for. */
  readonly update?: 'trying' | 'done'
  /** How many of its new comments the tracker has. */
  readonly comments?: number
  /** A request that must not be sent twice and whose answer is not known. */
  readonly sending?: Sending
  /** How often the tracker itself has failed at it. */
  readonly failures?: number
  /** The issue that was made. */
  readonly made?: { readonly id: string; readonly key: AnyKey }
  /** It was given up while nothing was mounted: the file that waits under its name has to go. */
  readonly dropped?: true
  /** Whether it is sent even where the tracker's version has moved in the same place. */
  readonly force?: true
}

/** What was known right before a request that must not be sent twice. */
export interface Sending {
  /** Ids of the comments, or of the files, that were there. */
  readonly known: readonly string[]
  /** The latest time of the tracker that the issue showed, ISO 8601. */
  readonly since?: string
  /** Of our clock: when the request was sent. */
  readonly at: number
}

/** What may change of an entry. */
export type EntryChange = Partial<
  Pick<
    Entry,
    | 'state'
    | 'kind'
    | 'sentence'
    | 'theirs'
    | 'progress'
    | 'attempts'
    | 'accepted'
    | 'entity'
    | 'key'
    | 'body'
    | 'shown'
  >
>

/** An entry to be made. */
export type NewEntry = Pick<
  Entry,
  'mount' | 'account' | 'what' | 'route' | 'entity' | 'key' | 'path' | 'mark' | 'body'
> &
  Partial<
    Pick<
      Entry,
      'base' | 'changes' | 'revision' | 'shown' | 'pid' | 'accepted' | 'state' | 'kind' | 'sentence' | 'theirs'
    >
  > & {
    readonly bytes?: Uint8Array
  }
