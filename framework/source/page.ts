import type { SourceError } from './error.ts'
import type { AnyKey } from './key.ts'

/**
 * Where a listing or a feed goes on. Opaque to the kernel, which only stores it, also over restarts: for one that the tracker
 * no longer knows, throw `invalid`, and reading begins anew.
 */
export type Cursor = string

/** The path template of a route, which is its name. */
export type RoutePath = string

/** A part of an entity that an answer did not carry, such as `comments`. Opaque to the kernel. */
export type Part = string

/** One entry of a listing. */
export interface Item<E = unknown> {
  /** The path template of one of the source's routes. @default the route that is listed; a feed must say it */
  readonly route?: RoutePath
  /** Every parameter of the route's path, or the page is refused. The file's path follows from it. */
  readonly key: AnyKey
  /** The tracker's stable identity: it stays when the key changes. */
  readonly id: string
  /** Opaque version; equal validators mean equal entities. */
  readonly validator?: string
  /** ISO 8601: the last change, for the file's mtime until it is rendered. */
  readonly modified?: string
  /** When the listing carries it. Without it the kernel fetches. */
  readonly entity?: E
  /** What `entity` lacks. The kernel fetches it before the file can be read. */
  readonly missing?: readonly Part[]
}

/**
 * One answer of a listing.
 *
 * @example
 * const page: Page = { items: [{ key: { project: 'app', id: 7 }, id: '7', validator: 'v3' }], next: '2', total: 240 }
 */
export interface Page<E = unknown> {
  /** In any order, and never the same twice in one listing. May be empty though there is a `next`. */
  readonly items: readonly Item<E>[]
  /** Items of other routes that came along (pull requests among issues). */
  readonly also?: readonly Item[]
  /** Where it goes on. Absent on the last page. */
  readonly next?: Cursor | undefined
  /** How many there are in all, where the tracker says so; for the progress bar. */
  readonly total?: number
}

/** One entity that is wanted. */
export interface Want<P = AnyKey, E = unknown> {
  /** Where it is stored, or the name that a program asks for. */
  readonly key: P
  /** Absent where a program asks for a name that no listing has given yet. */
  readonly id?: string
  /** The version that is stored: an answer may be `unchanged`. */
  readonly validator?: string
  /** What is stored of it; absent where it was only listed. */
  readonly entity?: E
  /** The parts that `entity` lacks; it is enough to ask for these. Absent when all of it is wanted. */
  readonly missing?: readonly Part[]
}

/**
 * The answer to one want. One bad issue never fails its batch.
 *
 * @example
 * const answers: readonly Got[] = [
 *   { status: 'fresh', id: '7', key: { id: 7 }, entity: { title: 'Login does nothing' }, validator: 'v3' },
 *   { status: 'unchanged' },
 *   { status: 'failed', error: new SourceError('unexpected', 'Issue 9 came without a title.') },
 * ]
 */
export type Got<E = unknown> =
  | {
      /** The entity as the tracker has it now. */
      readonly status: 'fresh'
      /** The id that was wanted, where the want had one: another is taken for the answer to something else, and fails. */
      readonly id: string
      /** The key that it has now: where it differs from the one wanted, the file moves. */
      readonly key: AnyKey
      /** Kept as JSON, whole: parts that were stored before and are not in it are gone. */
      readonly entity: E
      /** Comes back in the next want; without it no answer can be `unchanged`. */
      readonly validator?: string
      /** ISO 8601: the file's mtime, unless the document says its own. */
      readonly modified?: string
      /** What is still to come: the kernel asks again, and gives up on an answer that brought nothing new. @default nothing */
      readonly missing?: readonly Part[]
    }
  | {
      /** The want's `validator` still holds. An error for a want that has none. */
      readonly status: 'unchanged'
    }
  | {
      /** Deleted, or hidden from this account: its file goes. Only for what the tracker itself has said so of. */
      readonly status: 'gone'
    }
  | {
      /** It has another key now: its file moves there, and keeps its inode. */
      readonly status: 'moved'
      /** The new key where it is known and in this source; without it the file goes. */
      readonly to?: AnyKey
      /**
       * Its id there, of a tracker that makes another issue of what it moves: where that one is stored, the file becomes a
       * link to it, else it goes. @default the id stays
       */
      readonly id?: string
      /**
       * Asked by a name that is in no listing, this may say that `to` is the key of another route: the name becomes a link
       * to that file. @default the route that was asked
       */
      readonly route?: RoutePath
    }
  | {
      /** This one may not be read with this account, while others may. The second time its file answers EACCES. */
      readonly status: 'denied'
    }
  | {
      /** This one could not be fetched: it is asked for again after a second, then after ever longer, ten minutes at most. */
      readonly status: 'failed'
      /** Its sentence stands in `issuefs status`; its `retryAfter` is waited for. */
      readonly error: SourceError
    }

/**
 * One change of a feed: an upsert, a deletion, or a move. One that names nothing of this mount is passed over.
 *
 * @example
 * const changes: readonly Change[] = [
 *   { change: 'upsert', route: '{project}/{id:int}.md', key: { project: 'app', id: 7 }, id: '7', validator: 'v4' },
 *   { change: 'gone', route: '{project}/{id:int}.md', id: '9' },
 * ]
 */
export type Change =
  | ({
      /** It is new or has changed. Without `entity` it is fetched, unless its `validator` is the one stored. */
      readonly change: 'upsert'
    } & Item)
  | {
      /** Deleted, or hidden from this account: its file goes. */
      readonly change: 'gone'
      /** The route that it was listed under. */
      readonly route: RoutePath
      /** The tracker's id, since its key may be another's by now. */
      readonly id: string
    }
  | {
      /** It has another key now: its file moves there and is fetched again. */
      readonly change: 'moved'
      /** The route that it was listed under, and stays in. */
      readonly route: RoutePath
      /** The tracker's id, which the move has not changed. */
      readonly id: string
      /** The new key; absent where this mount does not show it any more, and the file goes. */
      readonly to?: AnyKey
    }

/** What changed since a cursor. Stored in one transaction with `next`. */
export interface Delta {
  /** Applied in this order; one issue may be named more than once. */
  readonly changes: readonly Change[]
  /** Where the next poll goes on. While `more` is true it must differ from the cursor that was given. */
  readonly next: Cursor
  /** Whether to ask again at once. */
  readonly more: boolean
}
