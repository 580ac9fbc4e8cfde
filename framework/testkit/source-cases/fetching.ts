import { expect } from 'vitest'
import { printDocument } from '../../markdown/index.ts'
import { createRouter } from '../../path/router.ts'
import type { SourceCase } from '../source-fixture.ts'
import { absentKey } from './absent-key.ts'
import { nextSecond } from './follower.ts'
import { needs } from './needs.ts'
import { outcomeOf } from './outcome.ts'
import { everyItem, firstItems, listedAgain, present } from './reading.ts'

/** Fetching: an answer for each want, and what it says is so. */
export const fetchingCases: readonly SourceCase[] = [
  {
    name: 'fetch answers every want, in order',
    read: 'Fetch one',
    async run(open) {
      const items = await firstItems(open, 20)
      const { route } = createRouter(open.session).route(items[0]!.route)!
      const own = items.filter(item => item.route === route.path).slice(0, Math.min(5, route.batch ?? 1))
      const wants = own.toReversed().map(({ id, key }) => ({ id, key }))
      const gots = await route.fetch(wants, open.call())
      const say = gots.map(got => (got.status === 'fresh' ? got.id : got.status))
      expect(say, 'One answer for each want, in the order of the wants.').toEqual(wants.map(({ id }) => id))
    },
  },
  {
    name: 'what is not there is answered as gone, and fails nobody else',
    read: 'Fetch one',
    async run(open) {
      const [first] = await firstItems(open, 1)
      const { route, template } = createRouter(open.session).route(first!.route)!
      const absent = absentKey(template, first!.key)
      if (absent === undefined) return
      const others = (route.batch ?? 1) > 1 ? [{ id: first!.id, key: first!.key }] : []
      const fetched = await outcomeOf(() => route.fetch([...others, { key: absent }], open.call()))
      if ('error' in fetched) expect.fail(`It should answer "gone", and not fail: ${fetched.error.message}`)
      const statuses = fetched.value.map(({ status }) => status)
      const why = `Nobody has made ${JSON.stringify(absent)}: it is "gone", or "denied" where none can tell`
      expect(['gone', 'denied'], why).toContain(statuses.pop())
      expect(statuses, 'The other issue of the batch is there.').toEqual(others.map(() => 'fresh'))
    },
  },
  {
    name: 'unchanged is said of what is asked for with its version, and of nothing else',
    read: 'Fetch one',
    async run(open) {
      const [item] = await firstItems(open, 1)
      const stored = await present(open, item!)
      const ask = async (want: object) => {
        const [got] = await stored.route.fetch([{ id: stored.id, key: stored.key, ...want }], open.call())
        return got!.status
      }
      expect(await ask({}), 'Without a validator nothing is stored, so that nothing can be unchanged.').toBe('fresh')
      const { validator, entity } = stored
      expect(
        await ask({ validator: 'another version' }),
        'The stored version is another one: compare with "validator" of the want.',
      ).toBe('fresh')
      if (validator !== undefined)
        expect(['fresh', 'unchanged'], 'The stored version is the present one.').toContain(
          await ask({ validator, entity }),
        )
      const { missing = [], ...listed } = item!
      if (missing.length > 0)
        expect(
          await ask({ ...listed, missing }),
          `The present version is stored, but ${missing.join(', ')} of it is missing.`,
        ).toBe('fresh')
    },
  },
  {
    name: 'an issue keeps its id and its name when its text changes',
    read: 'Read the API page',
    needless: ({ tracker }) => needs(tracker, 'change'),
    async run(open) {
      const [item] = await firstItems(open, 1)
      await open.tracker.change!(item!.key, 'Its first text')
      const places = async () => new Map((await everyItem(open)).map(({ route, id, key }) => [`${route} ${id}`, key]))
      const before = await places()
      await open.tracker.change!(item!.key, 'Its second text')
      expect(await places(), 'A change of a text should move no file: use what stays for ids and keys.').toEqual(before)
    },
  },
  {
    name: 'a version changes with its issue',
    read: 'Read the API page',
    needless: ({ tracker }) => needs(tracker, 'change'),
    async run(open) {
      const { key: changed } = (await firstItems(open, 1))[0]!
      await open.tracker.change!(changed, 'A text before')
      const item = (await listedAgain(open, changed))!
      const before = await present(open, item)
      await open.tracker.change!(changed, 'A text after')
      let after = await present(open, item)
      if (before.validator !== undefined && after.validator === before.validator) {
        await nextSecond()
        await open.tracker.change!(changed, 'A text of the next second')
        after = await present(open, item)
      }
      expect(printed(after), 'change() of the fixture should change what is shown, differently each time.').not.toBe(
        printed(before),
      )
      const { id, key, validator, entity } = before
      if (validator === undefined) return
      expect(after.validator, 'Equal validators mean equal issues, and this one was changed.').not.toBe(validator)
      const [got] = await before.route.fetch([{ id, key, validator, entity }], open.call())
      expect(got?.status, 'What is stored is out of date.').toBe('fresh')
      const listed = await listedAgain(open, changed)
      if (item.validator !== undefined)
        expect(listed?.validator, 'The listing should say the new version, too.').not.toBe(item.validator)
    },
  },
  {
    name: 'what a listing calls complete is what a fetch gives',
    read: 'What larger trackers add',
    async run(open) {
      const complete = (await everyItem(open)).filter(
        ({ entity, missing = [] }) => entity !== undefined && missing.length === 0,
      )
      for (const item of complete.slice(0, 5)) {
        const fetched = await present(open, item)
        const listed = printed({ ...fetched, document: fetched.route.render(item.entity, item.key) })
        expect(listed, 'The issue reads otherwise when it is fetched: name in "missing" what the listing lacks.').toBe(
          printed(fetched),
        )
      }
    },
  },
  {
    name: 'every comment is shown, in order, also the last of many',
    read: 'Fetch one',
    needless: ({ tracker }) => needs(tracker, 'comment'),
    async run(open) {
      const [item] = await firstItems(open, 1)
      const texts = Array.from({ length: 25 }, (_, at) => `Comment ${at + 1} of the test.`)
      for (const text of texts) await open.tracker.comment!(item!.key, text)
      const { document } = await present(open, item!)
      const shown = Buffer.from(printDocument(document).bytes).toString()
      const found = [...shown.matchAll(/^Comment \d+ of the test\.$/gm)].map(([text]) => text)
      expect(found, 'The comments of the issue, oldest first.').toEqual(texts)
    },
  },
]

function printed({ document }: { readonly document: Parameters<typeof printDocument>[0] }): string {
  return Buffer.from(printDocument(document).bytes).toString()
}
