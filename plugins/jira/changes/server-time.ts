import type { Call } from 'issuefs/source'

/** A call that notes when the server says it answered. */
export interface TimedCall {
  readonly call: Call
  /** The server's clock at its first answer, in milliseconds since 1970; `undefined` when it says no time. */
  answered(): number | undefined
}

/** Reads the `Date` header of what a call fetches. */
export function timed(call: Call): TimedCall {
  let first: number | undefined
  return {
    call: {
      signal: call.signal,
      get priority() {
        return call.priority
      },
      async fetch(url, init) {
        const response = await call.fetch(url, init)
        const date = Date.parse(response.headers.get('date') ?? '')
        if (!Number.isNaN(date)) first ??= date
        return response
      },
    },
    answered: () => first,
  }
}
