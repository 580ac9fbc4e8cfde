import type { RequestEntry, RequestLog } from '../contract.ts'

/** A log of answered requests that keeps the last 1,000. */
export function createLog(): { readonly log: RequestLog; add(entry: RequestEntry): void } {
  let total = 0
  let counts: Record<string, number> = {}
  let recent: RequestEntry[] = []
  const log: RequestLog = {
    get total() {
      return total
    },
    get counts() {
      return { ...counts }
    },
    get recent() {
      return recent.slice(-1000)
    },
    reset() {
      total = 0
      counts = {}
      recent = []
    },
  }
  return {
    log,
    add(entry) {
      total++
      const name = `${entry.method} ${entry.template}`
      counts[name] = (counts[name] ?? 0) + 1
      recent.push(entry)
      if (recent.length > 2000) recent = recent.slice(-1000)
    },
  }
}
