/**
 * How often trackers are asked and how long programs wait. Times are milliseconds.
 *
 * @example
 * const patient: Partial<FreshnessPolicy> = { shortest: 60_000, deadline: 30_000 }
 */
export interface FreshnessPolicy {
  /** Between polls of what is being read or has just changed. @default 10000, ten seconds */
  readonly shortest: number
  /** Between polls of what has been quiet for days. @default 3600000, an hour */
  readonly longest: number
  /** Between sweeps for what was deleted. @default 21600000, six hours */
  readonly sweep: number
  /** How long what a view has found counts as fresh: who enters it later waits for news. @default 60000, a minute */
  readonly view: number
  /** How long a program waits for the tracker before it gets what is stored, or an errno. @default 10000, ten seconds */
  readonly deadline: number
}

export const defaultPolicy: FreshnessPolicy = {
  shortest: 10_000,
  longest: 3_600_000,
  sweep: 6 * 3_600_000,
  view: 60_000,
  deadline: 10_000,
}

/**
 * When to ask again: a tenth of the time for which nobody has read and nothing has changed,
 * so seconds for what is busy, minutes for what is quiet, an hour for what sleeps.
 */
export function pollInterval(policy: FreshnessPolicy, now: number, lastRead: number, lastChange: number): number {
  const quiet = Math.max(0, now - Math.max(lastRead, lastChange))
  return Math.min(Math.max(quiet / 10, policy.shortest), policy.longest)
}

/**
 * Whether a time that was at most `most` milliseconds away when it was set has come. One that is further away was set before
 * the clock was: it has come, too.
 */
export function hasCome(at: number, now: number, most: number): boolean {
  return at <= now || at > now + most
}

/** Milliseconds: what a tracker asks for is heeded up to an hour. */
export const longestBackOff = 3_600_000

/** How long a failing thing is left alone: doubling from a second to ten minutes, or what the tracker asked for. */
export function backOff(failures: number, retryAfter: number | undefined): number {
  const own = Math.min(1000 * 2 ** Math.max(0, failures - 1), 600_000)
  return Math.min(Math.max(own, retryAfter ?? 0), longestBackOff)
}
