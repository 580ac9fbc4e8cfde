import { expect } from 'vitest'
import type { Page } from '../../source/page.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { counting, wired } from '../wire.ts'
import { everyListing, type Listing, readListing } from './reading.ts'

/** Listings: complete, in pages, each issue once. */
export const listingCases: readonly SourceCase[] = [
  {
    name: 'a listing ends, and no two issues have one key',
    read: 'List: what has changed since',
    async run(open) {
      const listings = await everyListing(open, open.call())
      expect(
        listings.flatMap(({ items }) => items).length,
        'The tracker of the test must have issues.',
      ).toBeGreaterThan(2)
      for (const { name, items } of listings) {
        const owners = new Map(items.map(({ route, id, key }) => [`${route} ${JSON.stringify(key)}`, id]))
        const others = items.filter(({ route, id, key }) => owners.get(`${route} ${JSON.stringify(key)}`) !== id)
        expect(others, `Other issues have the same key in ${name}.`).toEqual([])
      }
    },
  },
  {
    name: 'a listing has each issue once',
    read: 'List: what has changed since',
    async run(open) {
      for (const { name, items } of await everyListing(open, open.call())) {
        const places = items.map(({ route, id }) => `${route} ${id}`)
        expect(repeated(places), `These came more than once in ${name}: where does each page begin?`).toEqual([])
      }
    },
  },
  {
    name: 'a listing has every issue, over several pages',
    read: 'List: what has changed since',
    needless: ({ tracker }) =>
      tracker.issues === undefined ? 'The tracker of the test does not say how many issues it has.' : undefined,
    async run(open) {
      const { wire, count } = counting()
      const listings = await everyListing(open, wired(open.call(), wire))
      const found = new Set(listings.flatMap(({ items }) => items.map(({ route, id }) => `${route} ${id}`)))
      expect(found.size, 'Not every issue was listed: does it go on to the last page?').toBe(open.tracker.issues)
      const hasPages = listings.some(({ pages }) => pages.length > 1) || count() > listings.length + 2
      expect(hasPages, 'All was on one page: the tracker of the test needs more issues, or smaller pages.').toBe(true)
    },
  },
  {
    name: 'a page can be read again from its cursor, also after a restart',
    read: 'List: what has changed since',
    async run(open) {
      for (const listing of await everyListing(open, open.call())) {
        const restarted = open.again()
        for (const [at, { next }] of listing.pages.entries()) {
          if (next === undefined) continue
          const again = await listing.list(restarted, restarted.call(), next)
          expect(idsOf(again), `${listing.name}: the cursor "${next}" led elsewhere the second time.`).toEqual(
            idsOf(listing.pages[at + 1]!),
          )
        }
      }
    },
  },
  {
    name: 'a sweep names what a listing names',
    read: 'What larger trackers add',
    needless: ({ session }) => (hasSweep(session) ? undefined : 'It has no sweep.'),
    async run(open) {
      const swept = (await everyListing(open, open.call())).filter(
        (listing): listing is Listing & Required<Pick<Listing, 'sweep'>> => listing.sweep !== undefined,
      )
      for (const { name, pages, sweep } of swept) {
        const found = await readListing(from => sweep(open.call(), from))
        const named = placesOf(found)
        expect(repeated(named), `The sweep of ${name} named these twice.`).toEqual([])
        expect(named.toSorted(), `The sweep of ${name} differs from it, and what it lacks is deleted.`).toEqual(
          [...new Set(placesOf(pages))].toSorted(),
        )
      }
    },
  },
]

function hasSweep({ routes, feeds = [] }: OpenSource['session']): boolean {
  return feeds.some(feed => feed.list && feed.sweep) || routes.some(route => route.kind === 'documents' && route.sweep)
}

function idsOf({ items }: Page): readonly string[] {
  return items.map(({ id }) => id)
}

function placesOf(pages: readonly Page[]): readonly string[] {
  return pages.flatMap(page => page.items.map(({ id, key }) => `${id} ${JSON.stringify(Object.entries(key).sort())}`))
}

function repeated(names: readonly string[]): readonly string[] {
  return names.filter((name, at) => names.indexOf(name) !== at)
}
