/**
 * A rate limit of the tracker, as a token bucket: `rate` requests a second on average, `burst` at once,
 * `concurrency` under way.
 *
 * @example
 * const limits: readonly RateLimit[] = [
 *   { name: 'core', rate: 5000 / 3600, burst: 100, concurrency: 8 },
 *   { name: 'search', rate: 0.5 },
 * ]
 */
export interface RateLimit {
  /** What `call.fetch(…, { limit })` names. */
  readonly name: string
  /** Requests per second. */
  readonly rate: number
  /** Requests that may go at once after a rest, before the rate holds them back. @default the rate, at least 1 */
  readonly burst?: number
  /** Requests under way at once, until their headers are there. @default 4 */
  readonly concurrency?: number
}
