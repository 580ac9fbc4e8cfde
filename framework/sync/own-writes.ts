import { hasCome } from './freshness.ts'

/** What we have written ourselves lately: listings and feeds of trackers lag behind, and must not undo it here. */
export interface OwnWrites {
  /** @param modified the tracker's time of the issue as it was read after the write, milliseconds; 0: unknown */
  remember(route: string, id: string, modified: number): void
  /** The time that was remembered, for some minutes. */
  of(route: string, id: string): number | undefined
}

/** How long a listing may lag behind a write, in milliseconds. */
const lag = 300_000

export function createOwnWrites(now: () => number): OwnWrites {
  const writes = new Map<string, { readonly modified: number; readonly until: number }>()
  return {
    remember(route, id, modified) {
      for (const [name, { until }] of writes) {
        if (!hasCome(until, now(), lag)) break
        writes.delete(name)
      }
      const name = `${route} ${id}`
      writes.delete(name)
      writes.set(name, { modified, until: now() + lag })
    },
    of(route, id) {
      const found = writes.get(`${route} ${id}`)
      return found && !hasCome(found.until, now(), lag) ? found.modified : undefined
    },
  }
}
