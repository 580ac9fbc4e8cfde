/** The server's clock. */
export interface Clock {
  /** Milliseconds since 1970 UTC. */
  now(): number
  /** Like `now`, but later than every time given before: the time of a write. */
  tick(): number
  /** Lets time pass. */
  advance(milliseconds: number): void
  /** Makes sure that later ticks come after this time. */
  passed(time: number): void
}

/** A clock that is `skew` milliseconds ahead of this machine's. */
export function createClock(skew: number): Clock {
  let last = 0
  let ahead = skew
  const now = () => Date.now() + ahead
  return {
    now,
    tick() {
      last = Math.max(last + 1, now())
      return last
    },
    advance(milliseconds) {
      ahead += milliseconds
    },
    passed(time) {
      last = Math.max(last, time)
    },
  }
}
