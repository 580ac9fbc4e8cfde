import { expect } from 'vitest'
import { guarded } from '../../layers/guard.ts'
import { printDocument, readDocument } from '../../markdown/index.ts'
import { createRouter } from '../../path/router.ts'
import { isSourceError } from '../../source/error.ts'
import type { Change } from '../../source/page.ts'
import type { AnyDocuments } from '../../source/route.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { everyItem, readListing } from './reading.ts'

/** What a tracker's text may hold; a name must come back from it. */
const hostileNames = ['a/b', '..', '', 'nul\u0000', 'con.md', 'e\u0301', '%41', 'x'.repeat(80), '\ud800']

/** Entities of the first few items, fetched as the kernel would. */
async function someEntities(open: OpenSource) {
  const router = createRouter(open.session)
  const items = (await everyItem(open, open.call())).slice(0, 5)
  const found = []
  for (const item of items) {
    const { route } = router.route(item.route)!
    const [got] = await route.fetch([{ id: item.id, key: item.key }], open.call())
    if (got?.status === 'fresh') found.push({ route, key: got.key, entity: got.entity })
  }
  expect(found.length, 'The first issues that are listed could not be fetched.').toBeGreaterThan(0)
  return found
}

async function allChanges(
  open: OpenSource,
  since: ReadonlyMap<string, string>,
): Promise<{ changes: Change[]; next: Map<string, string> }> {
  const changes: Change[] = []
  const next = new Map<string, string>()
  for (const { feed, template } of createRouter(open.session).feeds) {
    if (template.segments.length > 0) continue
    let cursor = since.get(feed.name)
    for (let more = true; more; ) {
      const delta = await feed.changes({}, open.call(), cursor)
      changes.push(...delta.changes)
      cursor = delta.next
      more = delta.more
    }
    next.set(feed.name, cursor!)
  }
  return { changes, next }
}

const hasNoFeed = ({ session }: OpenSource): string | undefined =>
  session.feeds?.some(({ path }) => path === '') ? undefined : 'It has no feed for the whole mount.'

/** What every source has to get right. */
export const sourceCases: readonly SourceCase[] = [
  {
    name: 'says who it is, and what its options are for',
    async run({ source }) {
      expect(source.name).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(source.summary).toMatch(/\.$/)
      for (const [name, option] of Object.entries(source.options)) {
        expect(option.help, `The option "${name}" needs a sentence.`).toMatch(/[.;:)]$/)
        if (option.type === 'secret')
          expect(option.default, `The secret "${name}" must have no default.`).toBeUndefined()
      }
    },
  },
  {
    name: 'opens without asking anybody, again and again',
    async run({ source, tracker }) {
      expect(source.open(tracker.options)).toBeDefined()
      expect(source.open(tracker.options)).toBeDefined()
    },
  },
  {
    name: 'connects',
    needless: ({ session }) => (session.connect ? undefined : 'It has no connect().'),
    async run({ session, call }) {
      expect((await session.connect!(call())).instance).not.toBe('')
    },
  },
  {
    name: 'names come back from paths, hostile ones too',
    async run(open) {
      const router = createRouter(open.session)
      for (const { route, key } of await everyItem(open, open.call())) {
        const { template } = router.route(route)!
        expect(template.match(template.format(key))).toEqual(key)
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
    name: 'lists to the end, over several pages, each issue once',
    async run(open) {
      const items = await everyItem(open, open.call())
      expect(items.length, 'The tracker of the test must have several issues.').toBeGreaterThan(2)
      const places = new Set(items.map(({ route, id }) => `${route} ${id}`))
      const keys = new Set(items.map(({ route, key }) => `${route} ${JSON.stringify(key)}`))
      expect(keys.size, 'Two different issues were listed under one key.').toBe(places.size)
    },
  },
  {
    name: 'a sweep names what a listing names',
    needless: ({ session }) =>
      session.feeds?.some(feed => feed.list && feed.sweep && feed.path === '')
        ? undefined
        : 'It has no sweep for the whole mount.',
    async run({ session, call }) {
      const feed = session.feeds!.find(each => each.list && each.sweep && each.path === '')!
      const ids = async (list: typeof feed.list) =>
        (await readListing(from => list!.call(feed, {}, call(), from))).flatMap(page => page.items.map(({ id }) => id))
      expect(new Set(await ids(feed.sweep))).toEqual(new Set(await ids(feed.list)))
    },
  },
  {
    name: 'fetch answers every want, in order, also for what is not there',
    async run(open) {
      const router = createRouter(open.session)
      const items = await everyItem(open, open.call())
      const { route } = router.route(items[0]!.route)!
      const own = items
        .filter(item => item.route === route.path)
        .slice(0, Math.max(1, Math.min(4, (route.batch ?? 1) - 1)))
      const missing = Object.fromEntries(
        Object.entries(own[0]!.key).map(([name, value]) => [name, typeof value === 'number' ? 987_654_321 : value]),
      )
      const absent = { key: { ...missing, ...('key' in missing ? { key: `${String(own[0]!.key.key)}987654` } : {}) } }
      const wants = [...own.map(({ id, key }) => ({ id, key })), ...(route.batch && route.batch > 1 ? [absent] : [])]
      const gots = await route.fetch(wants, open.call())
      expect(gots.length).toBe(wants.length)
      for (const [at, { id }] of own.entries()) expect(gots[at]).toMatchObject({ status: 'fresh', id })
      if (wants.length > own.length) expect(gots.at(-1)!.status).not.toBe('fresh')
    },
  },
  {
    name: 'renders purely: the same entity gives the same bytes, and forges nothing',
    async run(open) {
      for (const { route, key, entity } of await someEntities(open)) {
        const render = (value: unknown) => printDocument((route as AnyDocuments).render(value, key))
        const first = Buffer.from(render(entity).bytes).toString()
        expect(Buffer.from(render(structuredClone(entity)).bytes).toString()).toBe(first)
        expect(Buffer.from(render(JSON.parse(JSON.stringify(entity))).bytes).toString()).toBe(first)
        const document = route.render(entity, key)
        expect(readDocument(first)).toMatchObject({
          kind: 'document',
          comments: { length: document.comments?.length ?? 0 },
        })
        expect(first).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/)
      }
    },
  },
  {
    name: 'a poll without news has no changes, and an edit is news once',
    needless: open => hasNoFeed(open) ?? (open.tracker.change ? undefined : 'The fixture cannot change an issue.'),
    async run(open) {
      const begun = await allChanges(open, new Map())
      expect(begun.changes, 'Without a cursor a feed gives no changes.').toEqual([])
      const settled = await allChanges(open, begun.next)
      const quiet = await allChanges(open, settled.next)
      expect(quiet.changes).toEqual([])
      const changed = await open.tracker.change!()
      const news = await allChanges(open, quiet.next)
      expect(news.changes.map(change => ('key' in change ? Object.values(change.key).at(-1) : undefined))).toContain(
        changed,
      )
    },
  },
  {
    name: 'without a network every operation says so',
    async run(open) {
      const failure = await guarded(() => everyItem(open, open.offline())).catch((thrown: unknown) => thrown)
      expect(isSourceError(failure) && failure.kind, `It should have failed as offline: ${String(failure)}`).toBe(
        'offline',
      )
    },
  },
  {
    name: 'stops when nobody waits any more',
    async run(open) {
      const abort = new AbortController()
      abort.abort()
      const failure = await guarded(() => everyItem(open, open.call(abort.signal))).catch((thrown: unknown) => thrown)
      expect(isSourceError(failure) && failure.kind, `It should have stopped: ${String(failure)}`).toBe('cancelled')
    },
  },
]
