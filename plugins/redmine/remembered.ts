import type { Call } from 'issuefs/source'

/** An answer that is asked for once. */
export interface Remembered<T> {
  get(call: Call): Promise<T>
  /** Asks again next time. */
  forget(): void
}

/**
 * Asks on first use and keeps the answer; callers that come meanwhile wait for the same one.
 *
 * A failure is not kept. Nobody fails because somebody else gave up: who still wants the answer asks again.
 */
export function remembered<T>(ask: (call: Call) => Promise<T>): Remembered<T> {
  let answer: { readonly promise: Promise<T>; readonly call: Call } | undefined
  return {
    async get(call) {
      for (;;) {
        const mine = answer ?? start(call)
        try {
          return await mine.promise
        } catch (error) {
          if (mine.call === call || !mine.call.signal.aborted || call.signal.aborted) throw error
        }
      }
    },
    forget() {
      answer = undefined
    },
  }

  function start(call: Call) {
    const mine = { promise: ask(call), call }
    answer = mine
    mine.promise.catch(() => {
      if (answer === mine) answer = undefined
    })
    return mine
  }
}
