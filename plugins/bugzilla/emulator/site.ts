import type { Store } from './data/store.ts'

/** What the routes work with. */
export interface Site {
  readonly store: Store
  /** Bugs that a search gives at most. */
  readonly pageCap: number
}
