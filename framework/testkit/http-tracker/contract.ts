/** A JSON object of which nothing is known. */
export type Json = Readonly<Record<string, unknown>>

/** One kind of thing a tracker has, such as its issues, and where it shows it. */
export interface CollectionDescription<T extends object = Json> {
  /**
   * Path of the listing, such as `/projects/{project}/issues`. Each parameter is the name of a field: the listing has the
   * items whose field is equal. @default there is no listing
   */
  readonly list?: string
  /** Path of one item, such as `/issues/{id}`. @default an item can't be asked for alone */
  readonly one?: string
  readonly items?: readonly T[]
  /** How its listing is divided. @default as all of the tracker's */
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

export interface PageFacts {
  /** What to give as `at` for the next page; absent on the last one. */
  readonly next?: string
  /** The whole address of the next page. */
  readonly nextUrl?: string
  readonly total: number
}

/** What goes wrong with one request. */
export type Fault =
  /** Answered with a status, before anything was done. */
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** The connection breaks before anything was done, or after it was done but before it was said. */
  | 'cut before'
  | 'cut after'
  /** Never answered. */
  | 'silent'

/** A request as it came. */
export interface TrackerRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Parsed JSON; `undefined` without a body. */
  readonly body: unknown
}

/** A request with what its path names, for `routes`. */
export interface RoutedRequest extends TrackerRequest {
  readonly parameters: Readonly<Record<string, string>>
  readonly query: URLSearchParams
}

/** An answer that is more than a body. */
export interface TrackerAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Any collection. */
export type AnyCollection = Omit<CollectionDescription<object>, 'changed' | 'editable' | 'brief' | 'matches'> & {
  readonly changed?: string
  readonly editable?: readonly string[]
  brief?(item: never): unknown
  matches?(item: never, query: URLSearchParams): boolean
}

export type Collections = Readonly<Record<string, AnyCollection>>

export interface TrackerDescription<C extends Collections> {
  readonly collections: C
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

/** A collection that can be changed from a test, as another user would. */
export interface Collection<T extends object> {
  all(): readonly T[]
  find(fields: Partial<T>): T | undefined
  /** Adds an item as it is. */
  add(item: T): T
  /** Changes the items that have these fields, and gives them their time. */
  edit(fields: Partial<T>, change: Partial<T>): void
  remove(fields: Partial<T>): void
}

type ItemOf<D> = D extends { readonly items?: readonly (infer T extends object)[] } ? T : Json

export interface RunningHttpTracker<C> {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly url: string
  readonly collections: { readonly [K in keyof C]: Collection<ItemOf<C[K]>> }
  readonly behaviour: TrackerBehaviour
  /** What was asked so far, `GET /issues?page=2 200`, in order. */
  readonly log: readonly string[]
  /** Its clock, ISO 8601, which its answers bear as `date`, too. It goes on by a second with each change. */
  now(): string
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}
