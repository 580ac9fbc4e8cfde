import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Call } from './call.ts'
import { feedSince } from './feed-since.ts'
import type { Change, Item } from './page.ts'

const call = {
  fetch: async () => new Response('', { headers: { date: new Date().toUTCString() } }),
} as unknown as Call

/** A tracker whose listing is sorted by the time of change, two on a page, and moves under the reader. */
function scripted() {
  const issues = new Map<string, number>()
  let clock = Date.now()
  const asked: string[] = []
  const item = ([id, at]: readonly [string, number]): Item => {
    const modified = new Date(at).toISOString()
    return { route: '{id}.md', key: { id }, id, modified, validator: modified }
  }
  const feed = feedSince('', {
    name: 'issues',
    async page(_scope, call, { since, from = '0' }) {
      await call.fetch('http://tracker.invalid')
      asked.push(`${since ? 'news' : 'all'} ${from}`)
      const all = [...issues]
        .filter(([, at]) => since === undefined || at >= Date.parse(since))
        .sort(([, one], [, other]) => one - other)
      const start = Number(from)
      return {
        items: all.slice(start, start + 2).map(item),
        next: start + 2 < all.length ? String(start + 2) : undefined,
      }
    },
  })
  return {
    asked,
    issues,
    touch(id: string): void {
      clock += 1000
      issues.set(id, clock)
    },
    pass(milliseconds: number): void {
      clock += milliseconds
    },
    /** One poll to the end of the news. `between` runs after each request. */
    async poll(since: string | undefined, between: () => void = () => {}) {
      const changes: Change[] = []
      let cursor = since
      for (let more = true, turns = 0; more; turns++) {
        if (turns > 100) throw new Error('It never ends.')
        const delta = await feed.changes({}, call, cursor)
        between()
        changes.push(...delta.changes)
        cursor = delta.next
        more = delta.more
      }
      return { cursor: cursor!, ids: changes.map(change => ('id' in change ? change.id : '')) }
    },
    list: (from?: string) => feed.list!({}, call, from),
  }
}

test('it lists everything, page by page', async () => {
  const tracker = scripted()
  for (const id of ['a', 'b', 'c']) tracker.touch(id)
  const first = await tracker.list()
  expect(first.items.map(({ id }) => id)).toEqual(['a', 'b'])
  expect((await tracker.list(first.next)).items.map(({ id }) => id)).toEqual(['c'])
})

test('no news costs one request and gives no change', async () => {
  const tracker = scripted()
  const begun = await tracker.poll(undefined)
  expect(tracker.asked).toEqual(['all 0'])
  tracker.touch('a')
  const first = await tracker.poll(begun.cursor)
  expect(first.ids).toEqual(['a'])
  tracker.asked.length = 0
  const second = await tracker.poll(first.cursor)
  expect(second.ids).toEqual([])
  expect(tracker.asked).toEqual(['news 0'])
})

test('what becomes visible later than its time is found', async () => {
  const tracker = scripted()
  tracker.touch('a')
  const { cursor } = await tracker.poll((await tracker.poll(undefined)).cursor)
  tracker.issues.set('late', tracker.issues.get('a')! - 60_000)
  expect((await tracker.poll(cursor)).ids).toEqual(['late'])
})

test('a cursor that is not its own is refused', async () => {
  await expect(scripted().poll('rubbish')).rejects.toThrow(/listed again/)
})

test('whatever changes while it reads, everything is found in the end', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(fc.constantFrom(...ids), { maxLength: 6 }), { maxLength: 8 }), async rounds => {
      const tracker = scripted()
      let { cursor } = await tracker.poll(undefined)
      const known = new Map<string, number>()
      for (const round of rounds) {
        const queue = [...round]
        for (const id of queue.splice(0, 3)) tracker.touch(id)
        const polled = await tracker.poll(cursor, () => {
          const id = queue.shift()
          if (id) tracker.touch(id)
        })
        cursor = polled.cursor
        for (const id of polled.ids) known.set(id, 0)
        tracker.pass(300_000)
      }
      const { ids: rest } = await tracker.poll(cursor)
      for (const id of rest) known.set(id, 0)
      expect([...known.keys()].sort()).toEqual([...tracker.issues.keys()].sort())
    }),
    { numRuns: 200 },
  )
})
