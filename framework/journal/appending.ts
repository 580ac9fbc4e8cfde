import type { Entries } from './entries.ts'
import type { Entry, NewEntry } from './entry.ts'

interface Waiting {
  readonly entry: NewEntry
  resolve(entry: Entry): void
  reject(reason: unknown): void
}

/** Writes edits down; those that come at the same time share one flush of the disk. */
export function createAppending(entries: Entries): (entry: NewEntry) => Promise<Entry> {
  let waiting: Waiting[] = []

  function flush(): void {
    const batch = waiting
    waiting = []
    try {
      const made = entries.append(batch.map(({ entry }) => entry))
      for (const [at, { resolve }] of batch.entries()) resolve(made[at]!)
    } catch (thrown) {
      for (const { reject } of batch) reject(thrown)
    }
  }

  return entry =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push({ entry, resolve, reject })
    })
}
