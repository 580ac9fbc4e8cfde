import type { Call } from './call.ts'
import type { AnyFeed } from './feed.ts'
import type { RateLimit } from './limits.ts'
import type { Options, Values } from './options.ts'
import type { Cursor, Page } from './page.ts'
import type { Reference } from './reference.ts'
import type { Route } from './route.ts'

/** Whose eyes the tracker is seen with. */
export interface Account {
  /** Stable; compared with `Comment.authorId`, and part of what names the cache. */
  readonly id: string
  /** Shown by `issuefs status`; it may change, and nothing depends on it. */
  readonly name: string
}

/** What the tracker said of itself. Instance and account name the cache: rights differ between accounts. */
export interface Connection {
  /** The tracker's stable address or name. */
  readonly instance: string
  /** Absent where the tracker does not say who we are: then no comment is one's own, and none can be changed. */
  readonly account?: Account
  /** Said to the user, such as the flavour and version found. */
  readonly summary?: string
}

/**
 * A source with its options. Made without asking anybody, so that a warm store serves without a network
 * and another thread can render.
 *
 * @example
 * const sessionOf = (routes: readonly Route[]): Session => ({
 *   routes,
 *   limits: [{ name: 'api', rate: 10 }],
 *   connect: async call => ({ instance: url, account: await json<Account>(call, `${url}/me`, { headers }) }),
 *   search: (q, call, page) => json<Page>(call, `${url}/search`, { headers, query: { q, page } }),
 *   views: { mine: 'assignee:me', open: 'state:open' },
 * })
 */
export interface Session {
  /** Of several whose paths match a name, the first one is asked. */
  readonly routes: readonly Route[]
  /** Folders that none covers are listed again instead, the more rarely the longer they are. @default none */
  readonly feeds?: readonly AnyFeed[]
  /** Requests are charged to the first one unless they name another. @default 4 requests at once, at any rate */
  readonly limits?: readonly RateLimit[]
  /** Says who we are and whether the credentials and the options are right. @default the option `url` */
  connect?(call: Call): Promise<Connection>
  /**
   * One page of what a query in the tracker's own language finds, within what the options select. Items say route, key
   * and id; more is welcome, not needed. With it every mount has `views/`.
   */
  search?(query: string, call: Call, from?: Cursor): Promise<Page>
  /** Queries that need no configuration, by the name of their view: `mine` and `open`. @default none */
  readonly views?: Readonly<Record<string, string>>
  /** Called once when the mount ends, after the last call, for what the source itself holds open. @default nothing */
  close?(): Promise<void> | void
}

/** A plugin for one kind of tracker. */
export interface Source<O extends Options = Options> {
  /** Lower case; the name after `--plugin`. */
  readonly name: string
  /** One sentence for `issuefs plugins`. */
  readonly summary: string
  /** The renderer's version: when it moves, documents are rendered again from entities, without a request. */
  readonly revision: number
  /** By the names that `open` gets; `{}` for a source without any. */
  readonly options: O
  /** Without I/O. Just the routes are enough. */
  open(options: Values<O>): Session | readonly Route[]
  /**
   * What a word such as `PROJ-12`, `acme/app#34` or an issue's full address names, told from the options alone: pure,
   * without I/O, and never asked for more than one word. `undefined` when it names nothing of this tracker.
   * @default no other mount's file names a path into this one
   */
  refer?(reference: string, options: Values<O>): Reference | undefined
}

/** Any source, as the kernel sees it. */
export type AnySource = Source<Options>

/**
 * Declares a source. The types of its options follow from the table. It is the default export of a plugin's module.
 *
 * @example
 * export default defineSource({
 *   name: 'notes',
 *   summary: 'Notes of a small web service.',
 *   revision: 1,
 *   options: { url: { type: 'url', required: true, help: 'Address of the service.' } },
 *   open: ({ url }) => [folders('{notebook}', { list: (_scope, call) => json<Page>(call, `${url}/notebooks`) })],
 * })
 */
export function defineSource<const O extends Options>(source: Source<O>): Source<O> {
  return source
}
