import { setTimeout as sleep } from 'node:timers/promises'
import { createRouter } from '../../path/router.ts'
import type { AnyFeed } from '../../source/feed.ts'
import type { AnyKey } from '../../source/key.ts'
import type { Change } from '../../source/page.ts'
import type { OpenSource } from '../source-fixture.ts'
import { everyFolder, everyListing, type ListedItem, readListing } from './reading.ts'

/** How often a feed may say that there is more. */
const mostPolls = 200

/** What is known of an issue. */
export interface Known {
  readonly key: AnyKey
  readonly validator: string | undefined
}

/** Follows a source as the kernel does: a listing once, then deltas, with a sweep for what they can't say. */
export interface Follower {
  /** By `route id`. */
  readonly known: ReadonlyMap<string, Known>
  /** Asks every feed for its news and takes them over. */
  poll(): Promise<readonly Change[]>
  /** Takes over what a sweep, or a listing, no longer names, or names elsewhere. */
  sweep(): Promise<void>
}

/** Waits until trackers that count in whole seconds say another time. */
export function nextSecond(): Promise<void> {
  return sleep(1100)
}

/** Polls until there is no news. Gives what still came at last: a time in whole seconds may be said again in the next. */
export async function quiet(follower: Follower): Promise<readonly Change[]> {
  for (let tries = 6; ; tries--) {
    const changes = await follower.poll()
    if (changes.length === 0 || tries === 0) return changes
    await nextSecond()
  }
}

export function placeOf({ route, id }: { readonly route?: string; readonly id: string }): string {
  return `${route} ${id}`
}

/** Cursors of now first, then a listing, as at a mount. */
export async function follow(open: OpenSource): Promise<Follower & { readonly first: readonly Change[] }> {
  const known = new Map<string, Known>()
  const places = await feedsOf(open)
  const cursors = new Map<object, string>()

  async function ask(): Promise<readonly Change[]> {
    const changes: Change[] = []
    for (const place of places) {
      for (let more = true, polls = 0; more; polls++) {
        if (polls > mostPolls) throw new Error(`The feed ${place.feed.name} says for ever that there is more.`)
        const delta = await place.feed.changes(place.scope, open.call(), cursors.get(place))
        changes.push(...delta.changes)
        cursors.set(place, delta.next)
        more = delta.more
      }
    }
    return changes
  }

  function take(change: Change): void {
    const place = placeOf(change)
    if (change.change === 'upsert') known.set(place, { key: change.key, validator: change.validator })
    else if (change.change === 'moved' && change.to)
      known.set(place, { key: change.to, validator: known.get(place)?.validator })
    else known.delete(place)
  }

  const first = await ask()
  for (const item of await listed(open)) known.set(placeOf(item), { key: item.key, validator: item.validator })
  return {
    first,
    known,
    async poll() {
      const changes = await ask()
      changes.forEach(take)
      return changes
    },
    async sweep() {
      const found = new Map<string, AnyKey>()
      for (const { sweep, items } of await everyListing(open, open.call())) {
        if (!sweep) for (const item of items) found.set(placeOf(item), item.key)
        else
          for (const page of await readListing(from => sweep(open.call(), from)))
            for (const { route = items[0]?.route, id, key } of page.items) found.set(`${route} ${id}`, key)
      }
      for (const [place, { validator }] of known) {
        const key = found.get(place)
        if (key) known.set(place, { key, validator })
        else known.delete(place)
      }
    },
  }
}

/** What a fresh listing says, in the same form. */
export async function freshly(open: OpenSource): Promise<ReadonlyMap<string, Known>> {
  return new Map((await listed(open)).map(item => [placeOf(item), { key: item.key, validator: item.validator }]))
}

async function listed(open: OpenSource): Promise<readonly ListedItem[]> {
  return (await everyListing(open, open.call())).flatMap(({ items }) => items)
}

async function feedsOf(open: OpenSource): Promise<readonly { readonly feed: AnyFeed; readonly scope: AnyKey }[]> {
  const { feeds } = createRouter(open.session)
  const paths = await everyFolder(open, open.call())
  return paths.flatMap(path =>
    feeds.flatMap(({ feed, template }) => {
      const scope = template.match(path)
      return scope ? [{ feed, scope }] : []
    }),
  )
}
