import { expect } from 'vitest'
import type { AnyKey } from '../../source/key.ts'
import type { Change } from '../../source/page.ts'
import { generator } from '../generator.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { type Follower, follow, freshly, type Known, nextSecond, placeOf, quiet } from './follower.ts'
import { needs } from './needs.ts'
import { everyItem, firstItems, type ListedItem } from './reading.ts'

const seed = 6

const hasNoFeed = ({ session }: OpenSource): string | undefined =>
  session.feeds?.length ? undefined : 'It has no feed.'

/** A first look at the changes. It comes before anything else was changed, so that there is nothing to wait for. */
export const pollingCases: readonly SourceCase[] = [
  {
    name: 'a poll without news has no changes, and an edit is news once',
    read: 'List: what has changed since',
    needless: open => hasNoFeed(open) ?? needs(open.tracker, 'change'),
    async run(open) {
      const follower = await follow(open)
      expect(follower.first, 'Without a cursor a feed gives no changes.').toEqual([])
      await follower.poll()
      expect(await quiet(follower), 'Nothing has changed since the last poll.').toEqual([])
      const { id, key } = (await firstItems(open, 1))[0]!
      await open.tracker.change!(key, 'News')
      expect(
        await news(follower, id),
        'What was changed just now. Is the cursor of the clock of the tracker, not of ours?',
      ).toContain(id)
      expect(await quiet(follower), 'News are news once.').toEqual([])
    },
  },
]

/** Following a tracker: nothing lost, deletions and moves. */
export const followingCases: readonly SourceCase[] = [
  {
    name: 'a change in the same second as the last poll is news, too',
    read: 'List: what has changed since',
    needless: open => hasNoFeed(open) ?? needs(open.tracker, 'change'),
    async run(open) {
      const [one, other] = await firstItems(open, 2)
      const follower = await follow(open)
      await open.tracker.change!(one!.key, 'The first of a second')
      await follower.poll()
      await open.tracker.change!(other!.key, 'The second of a second')
      const found = idsOf(await follower.poll())
      expect(found, 'Times are coarse: look back, and drop what was seen.').toContain(other!.id)
    },
  },
  {
    name: 'deltas over random changes equal a fresh listing',
    read: 'List: what has changed since',
    needless: open => hasNoFeed(open) ?? needs(open.tracker, 'change'),
    async run(open) {
      const random = generator(seed)
      const follower = await follow(open)
      const keys = (await everyItem(open)).map(({ key }) => key)
      for (let round = 0; round < 3; round++) {
        for (let count = Math.min(6, keys.length) + round; count > 0; count--) {
          const text = `Round ${round}, ${count}`
          if (open.tracker.create && random() < 0.2) await open.tracker.create(text)
          else await open.tracker.change!(keys[Math.floor(random() * keys.length)]!, text)
        }
        await follower.poll()
        const fresh = await freshly(open)
        const why = `What is known after round ${round} of seed ${seed}, and what a listing says.`
        expect(comparable(follower.known, fresh), why).toEqual(comparable(fresh, follower.known))
      }
    },
  },
  {
    name: 'what is deleted is found to be gone',
    read: 'What larger trackers add',
    needless: ({ tracker }) => needs(tracker, 'remove'),
    async run(open) {
      const follower = await follow(open)
      await follower.sweep()
      const item = await victim(open)
      await open.tracker.remove!(item.key)
      await follower.poll()
      await follower.sweep()
      expect(follower.known.has(placeOf(item)), 'Neither delta nor sweep said that it is gone.').toBe(false)
      expect(keysOf(follower.known), 'The others are still there.').toEqual(keysOf(await freshly(open)))
      const { id, key } = item
      const [got] = await routeOf(open, item).fetch([{ id, key }], open.call())
      expect(['gone', 'denied'], 'A fetch of it').toContain(got?.status)
    },
  },
  {
    name: 'what is moved is found at its new place',
    read: 'What larger trackers add',
    needless: ({ tracker }) => needs(tracker, 'move'),
    async run(open) {
      const follower = await follow(open)
      const item = await victim(open)
      await open.tracker.move!(item.key)
      await follower.poll()
      await follower.sweep()
      const fresh = await freshly(open)
      expect(keysOf(fresh), 'A listing still names what was moved at its old place.').not.toContainEqual([
        placeOf(item),
        item.key,
      ])
      expect(keysOf(follower.known), 'What delta and sweep say, and a listing.').toEqual(keysOf(fresh))
      const { id, key } = item
      const [got] = await routeOf(open, item).fetch([{ id, key }], open.call())
      if (got?.status === 'fresh')
        expect(got.key, 'It was fetched by its old key: give its new one.').not.toEqual(item.key)
    },
  },
]

function keysOf(known: ReadonlyMap<string, Known>): ReadonlyMap<string, AnyKey> {
  return new Map([...known].map(([place, { key }]) => [place, key]))
}

/** The last issue that is listed, which no other case asks for. */
async function victim(open: OpenSource): Promise<ListedItem> {
  const last = (await everyItem(open)).at(-1)
  expect(last, 'The source lists no issue of the tracker of the test.').toBeDefined()
  return last!
}

function routeOf({ session }: OpenSource, { route }: ListedItem) {
  const found = session.routes.find(each => each.path === route)
  if (found?.kind !== 'documents') throw new Error(`There is no route ${route}.`)
  return found
}

function idsOf(changes: readonly Change[]): readonly string[] {
  return changes.map(({ id }) => id)
}

/** Polls until an issue is news; where times are whole seconds it may take until its second is over. */
async function news(follower: Follower, id: string): Promise<readonly string[]> {
  for (let tries = 5; ; tries--) {
    const found = idsOf(await follower.poll())
    if (found.includes(id) || tries === 0) return found
    await nextSecond()
  }
}

/** Keys, and versions where both sides name them: news may come without, to be fetched. */
function comparable(known: ReadonlyMap<string, Known>, other: ReadonlyMap<string, Known>): ReadonlyMap<string, Known> {
  return new Map(
    [...known].map(([place, { key, validator }]) => [
      place,
      { key, validator: other.get(place)?.validator === undefined ? undefined : validator },
    ]),
  )
}
