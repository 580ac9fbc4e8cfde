import { SourceError } from '../source/error.ts'

/** Time, so that tests can turn it. */
export interface Clock {
  /** Milliseconds since 1970, for dates. May jump. */
  now(): number
  /** Milliseconds that never jump, for durations. */
  elapsed(): number
  /** Rejects as `cancelled`, at once, when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(cancelled())
      const timer = setTimeout(() => {
        signal?.removeEventListener('abort', stop)
        resolve()
      }, milliseconds)
      function stop(): void {
        clearTimeout(timer)
        reject(cancelled())
      }
      signal?.addEventListener('abort', stop, { once: true })
    }),
}

/** What a caller gets who gave up. */
export function cancelled(): SourceError {
  return new SourceError('cancelled', 'Nobody waits for the answer any more.')
}
