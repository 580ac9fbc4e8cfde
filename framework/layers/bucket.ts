import type { Clock } from './clock.ts'

/** Tokens that come at a steady rate. What costs more than the bucket holds waits until it is full and leaves a debt. */
export interface Bucket {
  /** Milliseconds until something of this cost may start; 0 when it may start now. */
  waitFor(cost: number): number
  take(cost: number): void
  /** Nothing may start for so many milliseconds, and then it goes on with one token. A shorter pause changes nothing. */
  pause(milliseconds: number): void
  /** Milliseconds until the pause is over. */
  paused(): number
  tokens(): number
}

/** A full bucket. `rate`: tokens a second; `burst`: how many it holds. */
export function createBucket(rate: number, burst: number, clock: Clock): Bucket {
  let held = burst
  let filledAt = clock.elapsed()
  let pausedUntil = filledAt

  function fill(): void {
    const now = clock.elapsed()
    if (now <= filledAt) return
    held = Math.min(burst, held + ((now - filledAt) * rate) / 1000)
    filledAt = now
  }

  function paused(): number {
    return Math.max(0, pausedUntil - clock.elapsed())
  }

  return {
    paused,
    waitFor(cost) {
      if (paused() > 0) return Math.ceil(paused())
      fill()
      const lacking = Math.min(cost, burst) - held
      // The tolerance is for sums of fractions that end a hair below a whole token.
      return lacking <= 1e-6 ? 0 : Math.ceil((lacking / rate) * 1000)
    },
    take(cost) {
      fill()
      held -= cost
    },
    pause(milliseconds) {
      const until = clock.elapsed() + milliseconds
      if (until <= pausedUntil) return
      fill()
      held = Math.min(held, 1)
      pausedUntil = until
      filledAt = until
    },
    tokens() {
      fill()
      return held
    },
  }
}
