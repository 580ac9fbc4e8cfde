import type { Issue } from './data/model.ts'
import type { Store } from './data/store.ts'

/** What search sees: the store, or the store as it was a moment ago. */
export interface SearchIndex {
  /** Whether search sees everything now. */
  settled(): boolean
  /** Issues as search sees them; those in `reconcile` as they are. */
  view(reconcile: ReadonlySet<number>): Iterable<Issue>
}

interface Past {
  readonly until: number
  readonly issue: Issue | undefined
}

/** Trails `lag` milliseconds behind the writes that follow. */
export function createSearchIndex(store: Store, lag: number): SearchIndex {
  const pasts = new Map<number, Past[]>()
  if (lag > 0) {
    store.watch((id, before) => {
      pasts.set(id, [...(pasts.get(id) ?? []), { until: performance.now() + lag, issue: before }])
    })
  }
  const forget = () => {
    const now = performance.now()
    for (const [id, list] of pasts) {
      const left = list.filter(past => past.until > now)
      if (left.length === 0) pasts.delete(id)
      else pasts.set(id, left)
    }
  }
  return {
    settled() {
      forget()
      return pasts.size === 0
    },
    view(reconcile) {
      forget()
      return pasts.size === 0 ? store.issues.values() : trailing(reconcile)
    },
  }

  function* trailing(reconcile: ReadonlySet<number>): Iterable<Issue> {
    for (const [id, issue] of store.issues) if (!pasts.has(id) || reconcile.has(id)) yield issue
    for (const [id, list] of pasts) {
      const issue = list[0]?.issue
      if (issue && !reconcile.has(id)) yield issue
    }
  }
}
