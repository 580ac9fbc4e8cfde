import type { Priority } from '../source/call.ts'
import type { TrackerConnection } from './connection.ts'
import type { SyncContext } from './context.ts'
import { backOff, hasCome } from './freshness.ts'
import { asSourceError, longestRest } from './keep-running.ts'
import { loadListing } from './load.ts'
import { feedInstances, type Polling } from './poll.ts'
import { type Listing, prefixes } from './scope.ts'

/** Listings that are read once, however many ask for them. */
export interface Listings {
  /** Resolves when the listing has been read to its end. A failing one is left alone for a while. */
  ensure(listing: Listing, priority: Priority): Promise<void>
}

interface Failure {
  readonly error: unknown
  readonly count: number
  readonly rest: number
  readonly until: number
}

/** @param failed called when one has failed: it is due again */
export function createListings(
  context: SyncContext,
  connection: TrackerConnection,
  polling: Polling,
  failed: () => void,
): Listings {
  const underWay = new Map<string, Promise<void>>()
  const failures = new Map<string, Failure>()

  async function load(listing: Listing, priority: Priority): Promise<void> {
    const before = failures.get(listing.what)
    if (before && !hasCome(before.until, context.now(), before.rest)) throw before.error
    try {
      await connection.ensure()
      for (const instance of feedInstances(context, prefixes(listing.path))) await polling.begin(instance)
      await loadListing(context, listing, priority)
      failures.delete(listing.what)
    } catch (thrown) {
      const error = asSourceError(thrown)
      const count = (before?.count ?? 0) + 1
      const rest = Math.max(Math.min(backOff(count, undefined), longestRest), error.retryAfter ?? 0)
      failures.set(listing.what, { error, count, rest, until: context.now() + rest })
      if (!context.signal.aborted) context.report(error)
      failed()
      throw error
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
