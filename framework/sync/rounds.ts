import type { Chore } from './chores.ts'
import type { TrackerConnection } from './connection.ts'
import type { SyncContext } from './context.ts'
import type { Fetching } from './fetch.ts'
import { hasCome, pollInterval } from './freshness.ts'
import { createListings, type Listings } from './listings.ts'
import { everyFolder } from './load.ts'
import { createPolling, type FeedInstance, feedInstances, setCursor } from './poll.ts'
import { feedListings, isCovered, type Listing, routeListings } from './scope.ts'
import { sweepListing } from './sweep.ts'

/** What a mount has to do again and again: connect, list, poll and sweep. Times are milliseconds since 1970 UTC. */
export interface Rounds {
  readonly listings: Listings
  chores(): readonly Chore[]
  /** Whether everything that is listed without being asked for has been listed. */
  isListed(): boolean
  /** Asks for news of a folder now. */
  refresh(path: string): Promise<void>
  /** Somebody reads. */
  noticed(): void
  lastRead(): number
  /** Every poll is due. */
  hurry(): void
  nextPoll(): number
}

/** @param wake called when there is something to do before it was expected */
export function createRounds(
  context: SyncContext,
  connection: TrackerConnection,
  fetching: Fetching,
  wake: () => void,
): Rounds {
  const { store, router, policy } = context
  const { progress } = store.read
  const polling = createPolling(context, relist)
  const listings = createListings(context, connection, polling, wake)
  const nextPolls = new Map<string, number>()
  let lastRead = context.now()

  const paths = (): readonly string[] => everyFolder(context).map(({ path }) => path)
  const rowOf = ({ what }: Listing, kind: 'load' | 'sweep') => progress.listing(context.mount().mount, what, kind)
  const isLoaded = (listing: Listing): boolean => rowOf(listing, 'load')?.finished !== undefined

  /** What feeds list, and what stands in the root, is listed at mount; what else was begun is finished. */
  function toLoad(folders: readonly string[]): readonly Listing[] {
    const own = folders.flatMap(path => routeListings(router, path))
    return [
      ...feedListings(router, folders).filter(listing => !isLoaded(listing)),
      ...own.filter(listing => {
        const row = rowOf(listing, 'load')
        return listing.path === '' ? row?.finished === undefined : row !== undefined && row.finished === undefined
      }),
    ]
  }

  function loaded(folders: readonly string[]): readonly Listing[] {
    const own = folders.flatMap(path => routeListings(router, path))
    return [...feedListings(router, folders), ...own].filter(isLoaded)
  }

  /**
   * What no feed tells of is listed again instead of polled, the more rarely the longer it is. Folders beside a feed, which
   * names those in which something happens, are listed with every sixth poll, so that a poll costs about one request.
   */
  function sweepInterval(listing: Listing): number {
    if (isPolled(listing)) return policy.sweep
    const pages = Math.max(1, (rowOf(listing, 'load')?.listed ?? 0) / 100)
    const polls = isCovered(router, listing.path) ? pages * 6 : pages
    return Math.min(pollInterval(policy, context.now(), lastRead, 0) * polls, policy.sweep)
  }

  function isPolled({ kind, path }: Listing): boolean {
    return kind !== 'folders' && isCovered(router, path)
  }

  /** One that seems to be still to come was before the clock was set back, nobody knows how long. */
  function lastSweep(listing: Listing): number {
    const sweep = rowOf(listing, 'sweep')
    const last = sweep ? (sweep.finished ?? 0) : (rowOf(listing, 'load')?.finished ?? 0)
    return last > context.now() ? 0 : last
  }

  function pollDue({ name }: FeedInstance): number {
    const next = nextPolls.get(name) ?? 0
    return hasCome(next, context.now(), policy.longest) ? 0 : next
  }

  async function poll(instance: FeedInstance): Promise<void> {
    await polling.poll(instance)
    const { changed } = progress.feed(context.mount().mount, instance.name)!
    nextPolls.set(instance.name, context.now() + pollInterval(policy, context.now(), lastRead, changed))
  }

  /** One whose folder has gone meanwhile is nothing to do. */
  async function sweep(listing: Listing): Promise<void> {
    if (!isLoaded(listing)) return
    await sweepListing(context, listing, fetching)
    const { mount } = context.mount()
    store.transaction(write => write.mounts.update(mount, { seen: write.now }))
  }

  /** A feed has lost its place: what it covers is listed once more from the beginning, then swept. */
  function relist(instance: FeedInstance, cursor: string): void {
    const { mount } = context.mount()
    const covered = loaded(paths()).filter(({ path }) => path === instance.path || isBelow(path, instance.path))
    store.transaction(write => {
      setCursor(context, instance, cursor)
      for (const { what } of covered) {
        const again = { what, cursor: undefined, listed: 0, total: undefined, finished: undefined }
        for (const kind of ['load', 'sweep'] as const)
          write.progress.setListing(mount, { ...again, kind, started: write.now })
      }
    })
    wake()
  }

  return {
    listings,
    chores() {
      if (!connection.connected) return [{ name: 'connect', due: 0, run: () => connection.ensure() }]
      const folders = paths()
      return [
        ...toLoad(folders).map(listing => ({
          name: `load ${listing.what}`,
          due: 0,
          run: () => listings.ensure(listing, 'listing'),
        })),
        ...feedInstances(context, folders).map(instance => ({
          name: `poll ${instance.name}`,
          due: pollDue(instance),
          run: () => poll(instance),
        })),
        ...loaded(folders).map(listing => ({
          name: `sweep ${listing.what}`,
          due: lastSweep(listing) + sweepInterval(listing),
          run: () => sweep(listing),
        })),
      ]
    },
    isListed: () => toLoad(paths()).length === 0,
    async refresh(path) {
      const folders = paths()
      const failed: unknown[] = []
      const attempt = (work: Promise<void>): Promise<unknown> => work.catch(thrown => failed.push(thrown))
      for (const instance of feedInstances(context, folders)) await attempt(poll(instance))
      for (const listing of loaded(folders)) {
        if (!isPolled(listing) && (listing.path === path || isBelow(listing.path, path))) await attempt(sweep(listing))
      }
      context.progress()
      if (failed.length > 0) throw failed[0]
    },
    noticed() {
      lastRead = context.now()
    },
    lastRead: () => lastRead,
    hurry() {
      for (const name of nextPolls.keys()) nextPolls.set(name, 0)
    },
    nextPoll: () => Math.min(...nextPolls.values(), Number.MAX_SAFE_INTEGER),
  }
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' ? path !== '' : path.startsWith(`${folder}/`)
}
