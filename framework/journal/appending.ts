import type { Store } from '../store/sqlite.ts'
import type { Entries } from './entries.ts'
import type { Entry, NewEntry } from './entry.ts'

/**
 * Writes an edit down; resolves once it is on disk.
 *
 * @param then done with it before anything else can happen to it; what it writes to the store is one transaction with that of
 * the others that came at the same time
 */
export type Append = (entry: NewEntry, then?: (made: Entry) => void) => Promise<Entry>

interface Waiting {
  readonly entry: NewEntry
  readonly then: ((made: Entry) => void) | undefined
  resolve(entry: Entry): void
  reject(reason: unknown): void
}

/**
 * Edits that come at the same time share one flush of the disk.
 *
 * @param later so many turns of the event loop: what was begun before is on its way to the network when the disk, for which
 * the whole process waits, is flushed
 */
export function createAppending(entries: Entries, store: Store, later: number): Append {
  let waiting: Waiting[] = []

  function flush(): void {
    const batch = waiting
    waiting = []
    let made: readonly Entry[]
    try {
      made = entries.append(batch.map(({ entry }) => entry))
    } catch (thrown) {
      for (const { reject } of batch) reject(thrown)
      return
    }
    try {
      if (batch.some(({ then }) => then))
        store.transaction(() => {
          for (const [at, { then }] of batch.entries()) then?.(made[at]!)
        })
      for (const [at, { resolve }] of batch.entries()) resolve(made[at]!)
    } catch {
      for (const [at, each] of batch.entries()) finish(each, made[at]!)
    }
  }

  function flushAfter(turns: number): void {
    if (turns === 0) flush()
    else setImmediate(flushAfter, turns - 1)
  }

  return (entry, then) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) flushAfter(1 + later)
      waiting.push({ entry, then, resolve, reject })
    })
}

/** By itself: what fails with one has nothing to do with the others. */
function finish({ then, resolve, reject }: Waiting, made: Entry): void {
  try {
    then?.(made)
    resolve(made)
  } catch (thrown) {
    reject(thrown)
  }
}
