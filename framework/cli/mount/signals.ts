/** Ends something when the user asks for it. */
export interface EndSignal {
  /** Resolves at the first Ctrl-C or SIGTERM. */
  readonly ended: Promise<void>
  readonly signal: AbortSignal
  /** As if the user had asked. */
  end(): void
  /** Signals end the process again. */
  release(): void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Milliseconds in which two signals are one Ctrl-C: npm passes on what the terminal has sent to all of its group. */
const sameStroke = 500

/** Catches the first signal; `force` is called at the second one, unless it is the first one passed on once more. */
export function onEndSignal(force: () => void, same: number = sameStroke): EndSignal {
  const abort = new AbortController()
  const { promise, resolve } = Promise.withResolvers<void>()
  const end = (): void => {
    abort.abort()
    resolve()
  }
  let first = Number.NEGATIVE_INFINITY
  const caught = (): void => {
    if (abort.signal.aborted) {
      if (performance.now() - first > same) force()
      return
    }
    first = performance.now()
    end()
  }
  for (const name of signals) process.on(name, caught)
  return {
    ended: promise,
    signal: abort.signal,
    end,
    release() {
      for (const name of signals) process.off(name, caught)
    },
  }
}
