import { isSourceError, SourceError } from '../../source/error.ts'
import { json } from '../../source/json.ts'
import type { Change } from '../../source/page.ts'
import { caughtBy, type Mutant } from './mutant.ts'
import type { Parts } from './source.ts'
import type { Issue } from './tracker.ts'

/** Flaws in how a source fails, and in how it follows what changes. */
export const failingMutants: readonly Mutant[] = [
  ...caughtBy('a poll without news has no changes, and an edit is news once', {
    'a cursor of our own clock': (right, { url, headers }) => ({
      async changes(call, since) {
        if (since === undefined) return { changes: [], next: new Date().toISOString(), more: false }
        const { items } = await json<{ items: Issue[] }>(call, `${url}/issues?since=${since}`, { headers })
        return { changes: items.map(issue => upsert(right, issue)), next: new Date().toISOString(), more: false }
      },
    }),
    'the same news at every poll': right => ({
      async changes(call, since) {
        if (since === undefined) return { changes: [], next: '1', more: false }
        const { items } = await right.list(call)
        return { changes: items.filter(({ validator }) => validator !== '1').map(asChange), next: '1', more: false }
      },
    }),
    'everything as news without a cursor': right => ({
      async changes(call, since) {
        if (since !== undefined) return right.changes(call, since)
        const { items } = await right.list(call)
        return { ...(await right.changes(call)), changes: items.map(asChange) }
      },
    }),
  }),
  ...caughtBy('without a network every operation says so', {
    'failures swallowed as an empty listing': right => ({
      list: (call, from) => right.list(call, from).catch(() => ({ items: [] })),
    }),
    'a way around call.fetch': (_right, { url, headers }) => ({
      async connect() {
        const { name } = (await (await fetch(`${url}/me`, { headers })).json()) as { name: string }
        return { instance: url, account: { id: name, name } }
      },
    }),
    'a cache instead of an error': right => {
      let last: Awaited<ReturnType<Parts['connect']>> | undefined
      return {
        async connect(call) {
          last = await right.connect(call).catch(() => last ?? { instance: 'unknown' })
          return last
        },
      }
    },
  }),
  ...caughtBy('stops when nobody waits any more', {
    'the first call kept for all': right => {
      let kept: Parameters<Parts['list']>[0] | undefined
      return {
        list(call, from) {
          kept ??= call
          return right.list(kept, from)
        },
      }
    },
    'half a listing for who has given up': right => ({
      async list(call, from) {
        return call.signal.aborted ? { items: [] } : right.list(call, from)
      },
    }),
  }),
  ...caughtBy('a failure on the way is an error, and never a shorter listing', {
    'a swallowed 500 on a later page': right => ({
      list: (call, from) =>
        right.list(call, from).catch(thrown => {
          if (from !== undefined && isSourceError(thrown) && thrown.status === 500) return { items: [] }
          throw thrown
        }),
    }),
    'a page left out that was refused': right => ({
      list: (call, from = '1') =>
        right.list(call, from).catch(thrown => {
          if (from === '2' && thrown.kind === 'denied') return right.list(call, '3')
          throw thrown
        }),
    }),
  }),
  ...caughtBy('a refusal or a failure is not taken for a deletion', {
    'gone for what may not be seen': right => ({
      fetch: (wants, call) =>
        right.fetch(wants, call).catch(thrown => {
          if (thrown.kind === 'denied') return wants.map(() => ({ status: 'gone' }))
          throw thrown
        }),
    }),
    'gone whenever the tracker failed': right => ({
      fetch: (wants, call) =>
        right.fetch(wants, call).catch(thrown => {
          if (thrown.kind === 'unexpected') return wants.map(() => ({ status: 'gone' }))
          throw thrown
        }),
    }),
  }),
  ...caughtBy('every refusal becomes an error of the right kind', {
    'a wrong token as a missing network': right => ({
      connect: call =>
        right.connect(call).catch(cause => {
          throw new SourceError('offline', 'The tracker can not be reached.', { cause })
        }),
    }),
    'a limit as a refusal': right => ({
      changes: (call, since) =>
        right.changes(call, since).catch(cause => {
          if (cause.kind !== 'rate-limited') throw cause
          throw new SourceError('denied', 'The tracker refused.', { cause })
        }),
    }),
  }),
  ...caughtBy('a limit of requests is passed on, and not fought', {
    'its own loop against the limit': right => ({
      async list(call, from) {
        for (let tries = 1; ; tries++) {
          try {
            return await right.list(call, from)
          } catch (thrown) {
            if (tries === 4 || !isSourceError(thrown) || thrown.kind !== 'rate-limited') throw thrown
          }
        }
      },
    }),
    'a limit without its time': right => ({
      list: (call, from) =>
        right.list(call, from).catch(cause => {
          if (cause.kind !== 'rate-limited') throw cause
          throw new SourceError('rate-limited', 'Too many requests.', { cause })
        }),
    }),
  }),
  ...caughtBy('an answer that makes no sense is an error', {
    'a login page as an empty listing': right => ({
      list: (call, from) =>
        right.list(call, from).catch(thrown => {
          if (thrown.cause instanceof SyntaxError) return { items: [] }
          throw thrown
        }),
    }),
    'a property of what is not there': (_right, { url, headers }) => ({
      async connect(call) {
        const said = await json<{ name: string }>(call, `${url}/me`, { headers }).catch(thrown => {
          if (thrown.cause instanceof SyntaxError) return undefined
          throw thrown
        })
        return { instance: url, account: { id: said!.name, name: said!.name } }
      },
    }),
  }),
  ...caughtBy('no error shows a secret', {
    'the token in a sentence': (right, { token }) => ({
      connect: call =>
        right.connect(call).catch(thrown => {
          throw new SourceError(thrown.kind, `${thrown.message} The token was ${token}.`, thrown)
        }),
    }),
    'the token in the cause': (right, { token }) => ({
      list: (call, from) =>
        right.list(call, from).catch(thrown => {
          const { status, retryAfter } = thrown
          const cause = new Error(`Bearer ${token} was refused.`)
          throw new SourceError(thrown.kind, thrown.message, {
            cause,
            ...(status && { status }),
            ...(retryAfter && { retryAfter }),
          })
        }),
    }),
  }),
  ...caughtBy('a change in the same second as the last poll is news, too', {
    'a cursor that skips the second of the last news': right => ({
      changes: followed(right, (news, { latest }) => news.filter(({ modified }) => modified! > latest)),
    }),
  }),
  ...caughtBy('deltas over random changes equal a fresh listing', {
    'the first page of the news only': right => ({ changes: followed(right, news => news.slice(0, 2)) }),
    'news without what is new': right => ({
      changes: followed(right, (news, { known }) => news.filter(({ id }) => id in known)),
    }),
  }),
  ...caughtBy('what is deleted is found to be gone', {
    'a sweep that forgets nothing': right => {
      const seen = new Map<string, Awaited<ReturnType<Parts['sweep']>>['items'][number]>()
      return {
        async sweep(call) {
          for (const item of (await right.sweep(call)).items) seen.set(item.id, item)
          return { items: [...seen.values()] }
        },
      }
    },
    'a fetch that finds what was deleted': right => {
      const seen = new Map<string, Issue>()
      return {
        fetch: async (wants, call) =>
          (await right.fetch(wants, call)).map((got, at) => {
            const id = wants[at]!.id ?? ''
            if (got.status === 'fresh') seen.set(got.id, got.entity)
            const entity = seen.get(id)
            return got.status === 'gone' && entity ? { status: 'fresh', id, key: wants[at]!.key, entity } : got
          }),
        list: async (call, from) => {
          const page = await right.list(call, from)
          for (const { id, entity } of page.items) seen.set(id, entity!)
          return page
        },
      }
    },
  }),
  ...caughtBy('what is moved is found at its new place', {
    'the folder remembered in which it was first': right => {
      const keys = new Map<number, ReturnType<Parts['keyOf']>>()
      return {
        keyOf(issue) {
          if (!keys.has(issue.id)) keys.set(issue.id, right.keyOf(issue))
          return keys.get(issue.id)!
        },
      }
    },
    'an old key for what was moved': right => ({
      fetch: async (wants, call) =>
        (await right.fetch(wants, call)).map((got, at) =>
          got.status === 'fresh' ? { ...got, key: wants[at]!.key } : got,
        ),
    }),
  }),
]

const asChange = (item: object): Change => ({ change: 'upsert', ...item }) as Change
const upsert = (parts: Parts, issue: Issue): Change => asChange(parts.item(issue))

interface Followed {
  readonly known: Readonly<Record<string, string | undefined>>
  /** When the last news bore. */
  readonly latest: string
}

/** A delta by comparing whole listings, which says only some of its news. */
function followed(
  right: Parts,
  some: (news: Awaited<ReturnType<Parts['list']>>['items'], followed: Followed) => readonly object[],
): Parts['changes'] {
  return async (call, since) => {
    const items: Awaited<ReturnType<Parts['list']>>['items'][number][] = []
    for (let from: string | undefined = '1'; from; ) {
      const page = await right.list(call, from)
      items.push(...page.items)
      from = page.next
    }
    const known = Object.fromEntries(items.map(({ id, validator }) => [id, validator]))
    if (since === undefined) return { changes: [], next: JSON.stringify({ known, latest: '' }), more: false }
    const before = JSON.parse(since) as Followed
    const news = items.filter(({ id, validator }) => before.known[id] !== validator)
    const latest = news.reduce((most, { modified }) => (modified! > most ? modified! : most), before.latest)
    return { changes: some(news, before).map(asChange), next: JSON.stringify({ known, latest }), more: false }
  }
}
