import { expect } from 'vitest'
import type { Change } from '../../source/page.ts'
import { generator } from '../generator.ts'
import type { IssueName, OpenSource, SourceCase } from '../source-fixture.ts'
import { needs } from './declaring.ts'
import { follow, freshly, placeOf } from './follower.ts'
import { everyItem, type ListedItem, nameOf } from './reading.ts'

const seed = 6

const hasNoFeed = ({ session }: OpenSource): string | undefined =>
  session.feeds?.length ? undefined : 'It has no feed.'

/** Following a tracker: news once, nothing lost, deletions and moves. */
export const followingCases: readonly SourceCase[] = [
  {
    name: 'a poll without news has no changes, and an edit is news once',
    read: 'List: what has changed since',
    needless: open => hasNoFeed(open) ?? needs(open.tracker, 'change'),
    async run(open) {
      const follower = await follow(open)
      expect(follower.first, 'Without a cursor a feed gives no changes.').toEqual([])
      await follower.poll()
      expect(await follower.poll(), 'Nothing has changed since the last poll.').toEqual([])
      const name = await open.tracker.change!('News')
      const news = namesOf(await follower.poll())
      expect(news, 'What was changed just now. Is the cursor of the clock of the tracker, not of ours?').toContain(name)
      expect(await follower.poll(), 'News are news once.').toEqual([])
    },
  },
  {
    name: 'a change in the same second as the last poll is news, too',
    read: 'List: what has changed since',
    needless: open => hasNoFeed(open) ?? needs(open.tracker, 'change'),
    async run(open) {
      const [one, other] = (await everyItem(open)).map(nameOf)
      const follower = await follow(open)
      await change(open, 'The first of a second', one!)
      await follower.poll()
      await change(open, 'The second of a second', other!)
      const news = namesOf(await follower.poll())
      expect(news, 'Times are coarse: look back, and drop what was seen.').toContain(other)
    },
  },
  {
    name: 'deltas over random changes equal a fresh listing',
    read: 'List: what has changed since',
    needless: open => hasNoFeed(open) ?? needs(open.tracker, 'change'),
    async run(open) {
      const random = generator(seed)
      const follower = await follow(open)
      const names = (await everyItem(open)).map(nameOf)
      for (let round = 0; round < 3; round++) {
        for (let count = Math.min(6, names.length) + round; count > 0; count--) {
          const text = `Round ${round}, ${count}`
          if (open.tracker.create && random() < 0.2) names.push(await open.tracker.create(text))
          else await change(open, text, names[Math.floor(random() * names.length)]!)
        }
        await follower.poll()
        expect(follower.known, `What is known after round ${round} of seed ${seed}, and what a listing says.`).toEqual(
          await freshly(open),
        )
      }
    },
  },
  {
    name: 'what is deleted is found to be gone',
    read: 'What larger trackers add',
    needless: ({ tracker }) => needs(tracker, 'remove'),
    async run(open) {
      const follower = await follow(open)
      const item = await victim(open)
      await open.tracker.remove!(nameOf(item))
      await follower.poll()
      await follower.sweep()
      expect(follower.known.has(placeOf(item)), 'Neither delta nor sweep said that it is gone.').toBe(false)
      expect(follower.known, 'The others are still there.').toEqual(await freshly(open))
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
      await open.tracker.move!(nameOf(item))
      await follower.poll()
      await follower.sweep()
      const fresh = await freshly(open)
      const keys = (known: typeof fresh) => new Map([...known].map(([place, { key }]) => [place, key]))
      expect(keys(fresh), 'The move of the fixture should show in a listing.').not.toContainEqual([
        placeOf(item),
        item.key,
      ])
      expect(keys(follower.known), 'What delta and sweep say, and a listing.').toEqual(keys(fresh))
      const { id, key } = item
      const [got] = await routeOf(open, item).fetch([{ id, key }], open.call())
      if (got?.status === 'fresh')
        expect(got.key, 'It was fetched by its old key: give its new one.').not.toEqual(item.key)
    },
  },
]

/** The last issue that is listed, which no other case asks for. */
async function victim(open: OpenSource): Promise<ListedItem> {
  return (await everyItem(open)).at(-1)!
}

async function change({ tracker }: OpenSource, text: string, issue: IssueName): Promise<void> {
  const name = await tracker.change!(text, issue)
  expect(name, 'change() of the fixture should change the issue that it is told to, and give its name.').toBe(issue)
}

function routeOf({ session }: OpenSource, { route }: ListedItem) {
  const found = session.routes.find(each => each.path === route)
  if (found?.kind !== 'documents') throw new Error(`There is no route ${route}.`)
  return found
}

function namesOf(changes: readonly Change[]): readonly (IssueName | undefined)[] {
  return changes.map(change => ('key' in change ? nameOf(change) : undefined))
}
