import type { SourceError } from './error.ts'
import type { AnyKey } from './key.ts'

/** Where a listing or a feed goes on. Opaque to the kernel, which only stores it. */
export type Cursor = string

/** The path template of a route, which is its name. */
export type RoutePath = string

/** A part of an entity that an answer did not carry, such as `comments`. Opaque to the kernel. */
export type Part = string

/** One entry of a listing. */
export interface Item<E = unknown> {
  /** @default the route that is listed; a feed must say it */
  readonly route?: RoutePath
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

/** One answer of a listing. */
export interface Page<E = unknown> {
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
  readonly key: P
  readonly id?: string
  /** The version that is stored: an answer may be `unchanged`. */
  readonly validator?: string
  /** What is stored, and what it lacks. */
  readonly entity?: E
  readonly missing?: readonly Part[]
}

/** The answer to one want. One bad issue never fails its batch. */
export type Got<E = unknown> =
  | {
      readonly status: 'fresh'
      readonly id: string
      readonly key: AnyKey
      readonly entity: E
      readonly validator?: string
      readonly modified?: string
      readonly missing?: readonly Part[]
    }
  | { readonly status: 'unchanged' }
  | { readonly status: 'gone' }
  /**
   * `to` is the new key where it is known and in this source. Asked by a name that is in no listing, `route` may say that
   * it is the key of another route: the name becomes a link to that file.
   */
  | { readonly status: 'moved'; readonly to?: AnyKey; readonly route?: RoutePath }
  | { readonly status: 'denied' }
  | { readonly status: 'failed'; readonly error: SourceError }

/** One change of a feed: an upsert, a deletion, or a move. */
export type Change =
  | ({ readonly change: 'upsert' } & Item)
  | { readonly change: 'gone'; readonly route: RoutePath; readonly id: string }
  | { readonly change: 'moved'; readonly route: RoutePath; readonly id: string; readonly to?: AnyKey }

/** What changed since a cursor. Stored in one transaction with `next`. */
export interface Delta {
  readonly changes: readonly Change[]
  readonly next: Cursor
  /** Whether to ask again at once. */
  readonly more: boolean
}
