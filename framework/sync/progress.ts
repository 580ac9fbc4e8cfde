import { sleep } from './sleep.ts'

/** Tells those who wait that the work has come a step further. */
export interface Progress {
  tell(): void
  listen(listener: () => void): void
  /** Resolves at the next step, or after a moment. */
  next(signal: AbortSignal): Promise<void>
}

/** Milliseconds after which those who wait look again by themselves: time alone may have changed the answer. */
const moment = 200

export function createProgress(): Progress {
  const listeners: (() => void)[] = []
  let step = new AbortController()
  return {
    tell() {
      const done = step
      step = new AbortController()
      done.abort()
      for (const listener of listeners) listener()
    },
    listen(listener) {
      listeners.push(listener)
    },
    next: signal => sleep(moment, AbortSignal.any([signal, step.signal])),
  }
}
