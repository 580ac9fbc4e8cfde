import { expect } from 'vitest'
import { createRouter } from '../../path/router.ts'
import type { Page } from '../../source/page.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { everyItem, everyListing, type Listing, readListing, someIssues } from './reading.ts'

/** What a tracker's text may hold; a name must come back from it. */
const hostileNames = ['a/b', '..', '', 'nul\u0000', 'con.md', 'e\u0301', '%41', 'x'.repeat(80), '\ud800']

/** A day, or a time with its zone: without one it would be another time on each machine. */
const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/

/** Listings: complete, in pages, each issue once. */
export const listingCases: readonly SourceCase[] = [
  {
    name: 'a listing ends, and no two issues have one key',
    read: 'List: what has changed since',
    async run(open) {
      const listings = await everyListing(open, open.call())
      const count = listings.flatMap(({ items }) => items).length
      expect(count, 'The source should list several issues of the tracker of the test.').toBeGreaterThan(1)
      for (const { name, items } of listings) {
        const owners = new Map(items.map(({ route, id, key }) => [`${route} ${JSON.stringify(key)}`, id]))
        const others = items.filter(({ route, id, key }) => owners.get(`${route} ${JSON.stringify(key)}`) !== id)
        expect(others, `Other issues have the same key in ${name}.`).toEqual([])
      }
    },
  },
  {
    name: 'names come back from paths, hostile ones too',
    read: 'Say what an issue is',
    async run(open) {
      const router = createRouter(open.session)
      for (const { route, key } of await everyItem(open)) {
        const { template } = router.route(route)!
        const path = template.format(key)
        expect(template.match(path), `"${path}" should lead back to its key: check the types of {…:int}.`).toEqual(key)
      }
      for (const { template } of router.documents) {
        for (const name of hostileNames) {
          const key = Object.fromEntries(
            template.parameters.map(({ name: parameter, type }) => [parameter, type === 'int' ? 7 : name]),
          )
          expect(template.match(template.format(key))).toEqual(key)
        }
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
    name: 'times are ISO 8601',
    read: 'List: what has changed since',
    async run(open) {
      for (const { id, modified } of await everyItem(open)) soundTime(modified, `"modified" of the item ${id}`)
      for (const { id, document } of await someIssues(open)) {
        soundTime(document.modified, `"modified" of the document ${id}`)
        soundTime(document.created, `"created" of the document ${id}`)
        for (const { at, edited, id: comment } of document.comments ?? []) {
          soundTime(at, `"at" of the comment ${comment}`)
          soundTime(edited, `"edited" of the comment ${comment}`)
        }
      }
    },
  },
  {
    name: 'a listing has every issue, to the last page',
    read: 'List: what has changed since',
    needless: ({ tracker }) =>
      tracker.issues === undefined ? 'The tracker of the test does not say how many issues it has.' : undefined,
    async run(open) {
      const listings = await everyListing(open, open.call())
      const found = new Set(listings.flatMap(({ items }) => items.map(({ route, id }) => `${route} ${id}`)))
      expect(found.size, 'Not every issue was listed: does it go on to the last page?').toBe(open.tracker.issues)
    },
  },
  {
    name: 'a listing has several pages, so that reading on is tested',
    read: 'Test everything with one call',
    async run(open) {
      const listings = await everyListing(open, open.call())
      const most = Math.max(...listings.map(({ pages }) => pages.length))
      expect(
        most,
        'Each listing had one page: give the tracker of the test more issues, or smaller pages (paging: { usual: 2 }).',
      ).toBeGreaterThan(1)
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

function soundTime(time: unknown, what: string): void {
  if (time === undefined) return
  const isSound = typeof time === 'string' && iso.test(time) && !Number.isNaN(Date.parse(time))
  expect(isSound, `${what} is ${JSON.stringify(time)}: give it with its zone, as 2026-01-02T03:04:05Z.`).toBe(true)
}

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
