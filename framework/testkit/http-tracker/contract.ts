/** A JSON object of which nothing is known. */
export type Json = Readonly<Record<string, unknown>>

/**
 * One kind of thing a tracker has, such as its issues, and where it shows it.
 *
 * @example
 * const issues: CollectionDescription<{ id: number; title: string; changed: string }> = {
 *   list: '/issues',
 *   one: '/issues/{id}',
 *   changed: 'changed',
 *   items: [{ id: 1, title: 'Login does nothing', changed: '2026-01-02T03:04:05Z' }],
 *   editable: ['title'],
 * }
 */
export interface CollectionDescription<T extends object = Json> {
  /**
   * Path of the listing, such as `/projects/{project}/issues`. Each parameter is the name of a field: the listing has the
   * items whose field is equal. @default there is no listing
   */
  readonly list?: string
  /** Path of one item, such as `/issues/{id}`. @default an item can't be asked for alone */
  readonly one?: string
  /** What is there when it starts, in the order of its listing. Their type is that of the collection. @default none */
  readonly items?: readonly T[]
  /** How its listing is divided. What it does not say is as for all of the tracker's. */
  readonly paging?: Paging
  /** The field with the time of the last change, ISO 8601. Set at each write, and by it listings can be asked for news. */
  readonly changed?: keyof T & string
  /** The query parameter of a listing for what has changed at that time or later. @default `since` */
  readonly since?: string
  /** Which items a listing has for a query, such as `?search=word`. @default its parameters mean nothing */
  matches?(item: T, query: URLSearchParams): boolean
  /** What a listing shows of an item. @default all of it */
  brief?(item: T): unknown
  /** What `POST` to the listing makes of a body. `number` counts up from 1 above the items given. @default 405 */
  make?(body: Json, made: { readonly parameters: Json; readonly number: number; readonly at: string }): T
  /** Fields that `PATCH` and `PUT` may set; others are refused with 422. @default 405 */
  readonly editable?: readonly (keyof T & string)[]
  /** Whether `DELETE` removes an item. @default false */
  readonly removable?: boolean
}

/** How listings are divided. */
export interface Paging {
  /** `page` counts pages from 1, `offset` items from 0, `cursor` gives an opaque word. @default 'page' */
  readonly by?: 'page' | 'offset' | 'cursor'
  /** The query parameter that says where to go on. @default the word of `by` */
  readonly at?: string
  /** The query parameter for the size of a page. @default `limit` */
  readonly size?: string
  /** Items on a page that nobody gave a size for. @default 20 */
  readonly usual?: number
  /** Larger sizes are cut to this without a word, as trackers do. @default 100 */
  readonly most?: number
  /** The body of a page. @default `{ items, next, total }`; `next` is absent on the last page */
  readonly body?: (items: readonly unknown[], page: PageFacts) => unknown
  /** Headers of a page, such as `link`. @default none */
  readonly headers?: (page: PageFacts) => Readonly<Record<string, string>>
}

/** What is known of a page when its body and headers are made. */
export interface PageFacts {
  /** What to give as `at` for the next page; absent on the last one. */
  readonly next?: string
  /** The whole address of the next page. */
  readonly nextUrl?: string
  /** Items on all pages together, for this query. */
  readonly total: number
}

/**
 * What goes wrong with one request: it is answered with a status before anything was done; the connection breaks before
 * anything was done (`cut before`), or after it was done but before it was said (`cut after`); or it is never answered
 * (`silent`).
 *
 * @example
 * const { behaviour } = await tracker({ collections: {} })
 * behaviour.fault = ({ method }) => (method === 'POST' ? 'cut after' : undefined)
 */
export type Fault =
  | {
      /** The HTTP status, such as 503. */
      readonly status: number
      /** Such as `retry-after`. @default none */
      readonly headers?: Readonly<Record<string, string>>
      /** Sent as JSON. @default no body */
      readonly body?: unknown
    }
  | 'cut before'
  | 'cut after'
  | 'silent'

/** A request as it came. */
export interface TrackerRequest {
  /** In capitals. */
  readonly method: string
  /** Path and query. */
  readonly path: string
  /** Names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Parsed JSON, or the text where it is none; `undefined` without a body. */
  readonly body: unknown
}

/** A request with what its path names, for `routes`. */
export interface RoutedRequest extends TrackerRequest {
  /** What stood in the path for each `{name}`, decoded. */
  readonly parameters: Readonly<Record<string, string>>
  /** What stood behind the `?`; empty when nothing did. */
  readonly query: URLSearchParams
}

/** An answer that is more than a body. */
export interface TrackerAnswer {
  /** With 200 to a GET goes an ETag, and 304 where the request names it. @default 200 */
  readonly status?: number
  /** Beside `date`, `content-type` and `etag`, of which they replace the last two. @default none */
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON. @default no body */
  readonly body?: unknown
}

/** Any collection, whatever its items are; `collection` describes one with the type of its items. */
export type AnyCollection = Omit<CollectionDescription<object>, 'changed' | 'editable' | 'brief' | 'matches'> & {
  /** As `CollectionDescription.changed`, unchecked. */
  readonly changed?: string
  /** As `CollectionDescription.editable`, unchecked. */
  readonly editable?: readonly string[]
  /** What a listing shows of an item. @default all of it */
  brief?(item: never): unknown
  /** Which items a listing has for a query. @default its parameters mean nothing */
  matches?(item: never, query: URLSearchParams): boolean
}

/** Collections by the names that a test reaches them with. The first whose path matches answers. */
export type Collections = Readonly<Record<string, AnyCollection>>

/** What a tracker has and how it answers; `tracker` starts it. */
export interface TrackerDescription<C extends Collections> {
  /** `{}` for a tracker that has only `routes`. */
  readonly collections: C
  /** How listings are divided, unless a collection says otherwise. @default 20 to a page, counted from 1 */
  readonly paging?: Paging
  /** Requests without `authorization: Bearer …` of this token get 401. @default anybody may ask */
  readonly token?: string
  /** What is no collection, by `METHOD /path/{name}`; `undefined` is answered with 404. */
  readonly routes?: Readonly<
    Record<string, (request: RoutedRequest, tracker: RunningHttpTracker<C>) => TrackerAnswer | undefined>
  >
}

/** How a running tracker behaves; may be changed at any time. */
export interface TrackerBehaviour {
  /** Milliseconds before each answer. @default 0 */
  latency: number
  /** Requests that are answered in a second; more get 429 with `retry-after`. @default no limit */
  perSecond: number | undefined
  /** Milliseconds that its clock goes on with each change; 0 for changes in the same second. @default 1000 */
  tick: number
  /** Asked for each request. @default nothing goes wrong */
  fault: ((request: TrackerRequest) => Fault | undefined) | undefined
}

/** Fields by which items are found. Numbers may be given as text, so that the key of an issue will do. */
export type Wanted<T extends object> = { readonly [K in keyof T]?: T[K] | string | number }

/** A collection that can be changed from a test, as another user would. */
export interface Collection<T extends object> {
  /** The items as they are now, in the order of the listing. */
  all(): readonly T[]
  /** The first item that has these fields, compared as texts; undefined when none has. */
  find(fields: Wanted<T>): T | undefined
  /** Adds an item as it is. */
  add(item: T): T
  /** Changes the items that have these fields, and gives them their time. */
  edit(fields: Wanted<T>, change: Partial<T>): void
  /** Removes the items that have these fields; nothing happens when none has. */
  remove(fields: Wanted<T>): void
}

type ItemOf<D> = D extends { readonly items?: readonly (infer T extends object)[] } ? T : Json

/** A tracker on loopback, with what a test steers and sees of it. */
export interface RunningHttpTracker<C> {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string
  /** Its items, by the names of the description, to be changed behind the plugin's back. */
  readonly collections: { readonly [K in keyof C]: Collection<ItemOf<C[K]>> }
  /** Set a member to make it slow, limited or broken from the next request on. */
  readonly behaviour: TrackerBehaviour
  /** What was asked so far, `GET /issues?page=2 200`, in order. */
  readonly log: readonly string[]
  /** Its clock, ISO 8601, which its answers bear as `date`, too. It goes on by a second with each change. */
  now(): string
  /** Ends it, with the connections that are open. */
  close(): Promise<void>
  /** `close`, at the end of a block: `await using server = await tracker(…)`. */
  [Symbol.asyncDispose](): Promise<void>
}
