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

/** Catches the first signal; `force` is called at the second one. */
export function onEndSignal(force: () => void): EndSignal {
  const abort = new AbortController()
  const { promise, resolve } = Promise.withResolvers<void>()
  const end = (): void => {
    abort.abort()
    resolve()
  }
  const caught = (): void => (abort.signal.aborted ? force() : end())
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
