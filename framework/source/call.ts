/**
 * How urgent a call is, most urgent first: a program waits for it, a save, a listing, a refresh, work done ahead.
 */
export type Priority = 'waiting' | 'save' | 'listing' | 'refresh' | 'prefetch'

/** What `call.fetch` takes beside the standard options. */
export interface FetchInit {
  /** In small letters or capitals. All but GET and HEAD are sent only once, unless `safe` says otherwise. @default 'GET' */
  readonly method?: string
  /** Sent beside `user-agent: issuefs`, which one of them may replace. A value with a line end in it is refused as `invalid`. */
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as it is: JSON needs `JSON.stringify`, and mostly a header `content-type`. @default no body */
  readonly body?: string | Uint8Array
  /** Answers with these statuses are returned; all others from 400 on throw a `SourceError`. @default [] */
  readonly accept?: readonly number[] | 'any'
  /**
   * Whether the request may be sent again after a failure whose effect is not known.
   * @default true for GET and HEAD, false for the rest: a POST that only reads must say so.
   */
  readonly safe?: boolean
  /** The rate limit it is charged to. @default the source's first one */
  readonly limit?: string
  /** What it costs there. @default 1 */
  readonly cost?: number
  /** Milliseconds until an attempt is given up. @default 30000 */
  readonly timeout?: number
}

/**
 * HTTP through the kernel's layers: paced, retried, counted; credentials never follow a redirect to another origin;
 * whatever goes wrong is a `SourceError`.
 *
 * @throws SourceError `offline`, `deadline`, `rate-limited`, `denied`, `not-found`, … by what the tracker answered, and
 * `cancelled` when nobody waits any more
 * @example
 * const response = await call.fetch(`${url}/issues/7`, { headers, accept: [404] })
 * const issue = response.status === 404 ? undefined : await response.json()
 */
export type CallFetch = (url: string | URL, init?: FetchInit) => Promise<Response>

/** What the kernel hands to every method of a source. */
export interface Call {
  /** Aborted when nobody waits for the answer any more. `call.fetch` heeds it by itself. */
  readonly signal: AbortSignal
  /** Becomes more urgent when a program starts to wait for what is under way, so read it when it is needed. */
  readonly priority: Priority
  /** The only way to the tracker: a request past it is not paced, not retried and not ended when nobody waits. */
  readonly fetch: CallFetch
}
