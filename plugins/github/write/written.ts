import type { Call } from 'issuefs/source'

/** Remembers writes, so that what is read afterwards is not older than them: GraphQL may lag a little behind. */
export interface Written {
  /** `at`: when GitHub says that the issue has changed, ISO 8601. */
  note(id: string, at: string): void
  /** Whether an issue that was last changed `at` is older than what was written to it. */
  isStale(id: string, at: string | undefined): boolean
}

/** Milliseconds after a write for which older answers are doubted. */
const DOUBTED = 5_000

/** Milliseconds to wait before each further look. */
export const LOOKS = [100, 200, 400, 800]

/** Nothing was written yet. */
export function createWritten(): Written {
  const writes = new Map<string, { readonly at: string; readonly until: number }>()
  return {
    note(id, at) {
      const now = performance.now()
      for (const [other, { until }] of writes) if (until < now) writes.delete(other)
      const known = writes.get(id)?.at ?? ''
      writes.set(id, { at: at > known ? at : known, until: now + DOUBTED })
    },
    isStale(id, at) {
      const write = writes.get(id)
      return write !== undefined && at !== undefined && at < write.at && performance.now() < write.until
    },
  }
}

/** Resolves after some milliseconds, or as soon as nobody waits any more. */
export function pause(milliseconds: number, { signal }: Call): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(done, milliseconds)
    signal.addEventListener('abort', done, { once: true })
    function done() {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
  })
}
