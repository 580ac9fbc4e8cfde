import type { Priority } from '../source/call.ts'
import { isSourceError, SourceError } from '../source/error.ts'
import type { SyncContext } from './context.ts'
import { backOff } from './freshness.ts'
import { loadListing } from './load.ts'
import type { Listing } from './scope.ts'

/** Listings that are read once, however many ask for them. */
export interface Listings {
  /** Resolves when the listing has been read to its end. A failing one is left alone for a while. */
  ensure(listing: Listing, priority: Priority): Promise<void>
}

interface Failure {
  readonly error: unknown
  readonly count: number
  readonly until: number
}

export function createListings(context: SyncContext): Listings {
  const underWay = new Map<string, Promise<void>>()
  const failures = new Map<string, Failure>()

  async function load(listing: Listing, priority: Priority): Promise<void> {
    const failed = failures.get(listing.what)
    if (failed && failed.until > context.now()) throw failed.error
    try {
      await loadListing(context, listing, priority)
      failures.delete(listing.what)
    } catch (thrown) {
      const count = (failed?.count ?? 0) + 1
      const retryAfter = thrown instanceof SourceError ? thrown.retryAfter : undefined
      failures.set(listing.what, { error: thrown, count, until: context.now() + backOff(count, retryAfter) })
      if (isSourceError(thrown)) context.report(thrown)
      throw thrown
    }
  }

  return {
    async ensure(listing, priority) {
      const { mount } = context.mount()
      if (context.store.read.progress.listing(mount, listing.what, 'load')?.finished !== undefined) return
      const known = underWay.get(listing.what)
      if (known) return known
      const made = load(listing, priority).finally(() => underWay.delete(listing.what))
      underWay.set(listing.what, made)
      return made
    },
  }
}
