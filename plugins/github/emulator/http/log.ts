import type { RequestEntry, RequestLog } from '../contract.ts'

/** Entries that are kept. */
const KEPT = 1000

/** A log of answered requests. */
export function createLog(): { readonly log: RequestLog; add(entry: RequestEntry): void } {
  const counts = new Map<string, number>()
  const recent: RequestEntry[] = []
  let total = 0
  return {
    log: {
      get total() {
        return total
      },
      get counts() {
        return Object.fromEntries(counts)
      },
      get recent() {
        return [...recent]
      },
      reset() {
        total = 0
        counts.clear()
        recent.length = 0
      },
    },
    add(entry) {
      const name = `${entry.method} ${entry.template}`
      total += 1
      counts.set(name, (counts.get(name) ?? 0) + 1)
      if (recent.push(entry) > KEPT) recent.shift()
    },
  }
}
