import { expect } from 'vitest'
import { createRouter } from '../../path/router.ts'
import type { Call } from '../../source/call.ts'
import type { ErrorKind, SourceError } from '../../source/error.ts'
import type { Got } from '../../source/page.ts'
import type { OpenSource, SourceCase } from '../source-fixture.ts'
import { counting, cut, refusal, type Wire, wired } from '../wire.ts'
import { failsAs, outcomeOf } from './outcome.ts'
import { everyItem, everyListing, firstItems, type ListedItem } from './reading.ts'
import { secretsOf } from './secrets.ts'

/** What each refusal means. */
const refusals: readonly (readonly [status: number, kinds: readonly ErrorKind[]])[] = [
  [401, ['denied']],
  [403, ['denied']],
  [429, ['rate-limited']],
  [500, ['unexpected']],
  [502, ['unexpected', 'deadline', 'offline']],
]

/** What a proxy or a login page answers, and an answer that broke off. */
const garbage: readonly string[] = ['<!doctype html><title>Log in</title>', '{"issues": [{"id": 1, "ti']

const page = 'Fetch one'

/** Failures: errors of the right kind, and never a tracker that seems to have less. */
export const failingCases: readonly SourceCase[] = [
  {
    name: 'without a network every operation says so',
    read: page,
    async run(open) {
      const [item] = await firstItems(open, 1)
      for (const { name, run } of operations(open, item!))
        await failsAs(['offline'], `${name} without a network`, () => run(wired(open.call(), cut)))
    },
  },
  {
    name: 'stops when nobody waits any more',
    read: page,
    async run(open) {
      const items = await everyItem(open)
      await failsAs(['cancelled'], 'A listing for which nobody waits any more', () =>
        everyItem(open, open.call(AbortSignal.abort())),
      )
      const abort = new AbortController()
      let after = 0
      const wire: Wire = async (_request, pass) => {
        if (abort.signal.aborted) after++
        const response = await pass()
        abort.abort()
        return response
      }
      const outcome = await outcomeOf(() => everyItem(open.again(), wired(open.call(abort.signal), wire)))
      if ('value' in outcome)
        expect(outcome.value.length, 'A listing that was given up is cut short.').toBe(items.length)
      expect(after, 'Requests after nobody waited any more.').toBe(0)
    },
  },
  {
    name: 'a failure on the way is an error, and never a shorter listing',
    read: page,
    async run(open) {
      const { wire, count } = counting()
      const whole = placesOf(await everyItem(open.again(), wired(open.call(), wire)))
      for (const at of someOf(count())) {
        for (const status of [403, 500]) {
          let request = 0
          const failing: Wire = (_request, pass) => (request++ === at ? refusal(status) : pass())
          const outcome = await outcomeOf(() => everyItem(open.again(), wired(open.call(), failing)))
          if ('value' in outcome)
            expect(
              placesOf(outcome.value),
              `Request ${at + 1} of the listing was answered with ${status}, and the listing came without an error.`,
            ).toEqual(whole)
        }
      }
    },
  },
  {
    name: 'a refusal or a failure is not taken for a deletion',
    read: page,
    async run(open) {
      const [item] = await firstItems(open, 1)
      for (const wire of [
        ...refusals.map(
          ([status]): Wire =>
            () =>
              refusal(status),
        ),
        cut,
      ]) {
        const outcome = await outcomeOf(() => fetched(open.again(), item!, wired(open.call(), wire)))
        const status = 'value' in outcome ? outcome.value.status : 'failed'
        expect(['failed', 'denied'], 'What may not be seen, or can not be seen now, is not gone.').toContain(status)
      }
    },
  },
  {
    name: 'every refusal becomes an error of the right kind',
    read: page,
    async run(open) {
      const [item] = await firstItems(open, 1)
      for (const [status, kinds] of refusals)
        for (const { name, run } of operations(open, item!))
          await failsAs(kinds, `${name}, answered with ${status}`, () => run(wired(open.call(), () => refusal(status))))
    },
  },
  {
    name: 'a limit of requests is passed on, and not fought',
    read: 'What larger trackers add',
    async run(open) {
      const asked: string[] = []
      const wire: Wire = ({ method, url, body }) => {
        asked.push(`${method} ${url.pathname}${url.search} ${String(body ?? '')}`)
        return refusal(429, { 'retry-after': '7' })
      }
      const error = await failsAs(['rate-limited'], 'A listing beyond the limit', () =>
        everyItem(open.again(), wired(open.call(), wire)),
      )
      expect(error.retryAfter, 'Milliseconds after which the tracker wants to be asked again.').toBe(7000)
      expect(asked.length, 'The kernel waits and repeats; a plugin that does so, too, asks more and more.').toBe(
        new Set(asked).size,
      )
    },
  },
  {
    name: 'an answer that makes no sense is an error',
    read: page,
    async run(open) {
      const [item] = await firstItems(open, 1)
      for (const text of garbage) {
        const senseless: Wire = () => new Response(text, { headers: { 'content-type': 'text/html' } })
        for (const { name, run } of operations(open, item!))
          await failsAs(['unexpected', 'invalid', 'denied'], `${name}, answered with ${text.slice(0, 20)}…`, () =>
            run(wired(open.call(), senseless)),
          )
      }
    },
  },
  {
    name: 'no error shows a secret',
    read: page,
    needless: open => (secretsOf(open).length > 0 ? undefined : 'The test gives it no secret.'),
    async run(open) {
      const [item] = await firstItems(open, 1)
      const wires: readonly Wire[] = [
        cut,
        ...refusals.map(
          ([status]): Wire =>
            () =>
              refusal(status),
        ),
        ...garbage.map(
          (text): Wire =>
            () =>
              new Response(text),
        ),
      ]
      for (const wire of wires) {
        for (const { name, run } of operations(open, item!)) {
          const outcome = await outcomeOf(() => run(wired(open.call(), wire)))
          if ('error' in outcome) for (const secret of secretsOf(open)) showsNot(secret, outcome.error, name)
        }
      }
    },
  },
]

interface Operation {
  readonly name: string
  run(call: Call): Promise<unknown>
}

/** What a source can be asked, each time as after a restart. */
function operations(open: OpenSource, item: ListedItem): readonly Operation[] {
  const { connect, feeds = [] } = open.session
  const polled = feeds.find(({ path }) => path === '')
  return [
    { name: 'A listing', run: call => everyListing(open.again(), call) },
    { name: 'A fetch', run: async call => thrown(await fetched(open.again(), item, call)) },
    ...(connect ? [{ name: 'connect()', run: (call: Call) => open.again().session.connect!(call) }] : []),
    ...(polled
      ? [
          {
            name: 'A poll',
            run: (call: Call) =>
              open
                .again()
                .session.feeds!.find(({ name }) => name === polled.name)!
                .changes({}, call),
          },
        ]
      : []),
  ]
}

async function fetched(open: OpenSource, { route, id, key }: ListedItem, call: Call): Promise<Got> {
  const [got] = await createRouter(open.session).route(route)!.route.fetch([{ id, key }], call)
  return got!
}

/** The answer about one issue may carry the failure; the kernel takes both for the same. */
function thrown(got: Got): Got {
  if (got.status === 'failed') throw got.error
  if (got.status === 'denied') throw Object.assign(new Error('It was answered "denied".'), denied)
  return got
}

const denied = { name: 'SourceError', kind: 'denied' } as const

function showsNot(secret: string, error: SourceError, name: string): void {
  for (let each: unknown = error, depth = 0; each instanceof Error && depth < 5; each = each.cause, depth++)
    expect(
      each.message.includes(secret) || each.message.includes(encodeURIComponent(secret)),
      `An error of "${name}" has a secret in its words: errors are shown and logged.`,
    ).toBe(false)
}

function placesOf(items: readonly ListedItem[]): readonly string[] {
  return items.map(({ route, id }) => `${route} ${id}`).toSorted()
}

/** Places of so many requests: the first few, some in the middle, the last. */
function someOf(count: number): readonly number[] {
  return [...new Set([0, 1, 2, Math.floor(count / 2), count - 1])].filter(at => at >= 0 && at < count)
}
