/**
 * A rate limit of the tracker, as a token bucket: `rate` requests a second on average, `burst` at once,
 * `concurrency` under way.
 */
export interface RateLimit {
  /** What `call.fetch(…, { limit })` names. */
  readonly name: string
  /** Requests per second. */
  readonly rate: number
  /** @default the rate, at least 1 */
  readonly burst?: number
  /** @default 4 */
  readonly concurrency?: number
}
