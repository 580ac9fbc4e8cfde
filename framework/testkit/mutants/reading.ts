import type { Item } from '../../source/page.ts'
import { caughtBy, type Mutant } from './mutant.ts'
import type { Issue } from './tracker.ts'

/** Flaws in what a source says of itself, and in how it lists, fetches and renders. */
export const readingMutants: readonly Mutant[] = [
  ...caughtBy('says who it is, and what its options are for', {
    'an option without a sentence': {
      options: { url: { type: 'url', required: true, help: 'url' }, token: { type: 'secret', help: 'Token.' } },
    },
    'a secret with a default': {
      options: {
        url: { type: 'url', required: true, help: 'Address.' },
        token: { type: 'secret', help: 'Token.', default: 'guest' } as never,
      },
    },
  }),
  ...caughtBy('says who it is, and what its options are for', {
    'a default that is no choice': {
      options: {
        url: { type: 'url', required: true, help: 'Address.' },
        token: { type: 'secret', help: 'Token.' },
        state: { type: 'choice', choices: ['open', 'all'], default: 'every', help: 'Which issues.' },
      },
    },
  }),
  ...caughtBy('opens without asking anybody, again and again', {
    'asks when it is opened': {
      opened({ url }) {
        fetch(`${url}/me`).catch(() => {})
      },
    },
  }),
  ...caughtBy('connects, and says the same of itself each time', {
    'an account that is another one each time': right => ({
      connect: async call => ({ ...(await right.connect(call)), account: { id: String(Math.random()), name: 'me' } }),
    }),
    'an instance without a name': right => ({
      connect: async call => ({ ...(await right.connect(call)), instance: '' }),
    }),
  }),
  ...caughtBy('names come back from paths, hostile ones too', {
    'a number as text in a key': () => ({ keyOf: ({ project, id }) => ({ project, id: String(id) }) }),
    'a key that lacks a parameter': () => ({ keyOf: ({ id }) => ({ id }) }),
  }),
  ...caughtBy('a listing ends, and no two issues have one key', {
    'a listing without an end': right => ({
      list: async call => ({ ...(await right.list(call)), next: '1' }),
    }),
    'one key for several issues': () => ({ keyOf: ({ project }) => ({ project, id: 1 }) }),
  }),
  ...caughtBy('a listing has each issue once', {
    'pages that overlap': right => ({
      async list(call, from = '1') {
        const page = await right.list(call, from)
        if (from === '1') return page
        const before = await right.list(call, String(Number(from) - 1))
        return { ...page, items: [before.items.at(-1)!, ...page.items] }
      },
    }),
  }),
  ...caughtBy('times are ISO 8601', {
    'a time as a number': right => ({
      item: issue => ({ ...right.item(issue), modified: Date.parse(issue.changed) as never }),
    }),
    'a time without its zone': right => ({
      render: issue => {
        const document = right.render(issue)
        return { ...document, comments: document.comments!.map(each => ({ ...each, at: each.at.replace('Z', '') })) }
      },
    }),
    'a word for a time': right => ({
      render: issue => ({ ...right.render(issue), created: 'yesterday' }),
    }),
  }),
  ...caughtBy('a listing ends, and no two issues have one key', {
    'items of a route that is not there': right => ({
      item: issue => ({ ...right.item(issue), route: '{id}.md' }),
    }),
  }),
  ...caughtBy('a listing has every issue, to the last page', {
    'the first page only': right => ({
      list: async call => ({ items: (await right.list(call)).items }),
    }),
    'a last page that is left out': right => ({
      async list(call, from) {
        const { items, next } = await right.list(call, from)
        return { items, ...(next && next !== '4' && { next }) }
      },
    }),
    'closed issues left out': right => ({
      async list(call, from) {
        const page = await right.list(call, from)
        return { ...page, items: page.items.filter(({ entity }) => entity!.state === 'open' || entity!.id < 3) }
      },
    }),
  }),
  ...caughtBy('a listing has several pages, so that reading on is tested', {
    'everything on one page': right => ({
      async list(call) {
        const items: Item<Issue>[] = []
        for (let from: string | undefined = '1'; from; ) {
          const page = await right.list(call, from)
          items.push(...page.items)
          from = page.next
        }
        return { items }
      },
    }),
  }),
  ...caughtBy('a page can be read again from its cursor, also after a restart', {
    'cursors that only this process knows': right => {
      const places = new Map<string, string>()
      return {
        async list(call, from) {
          const { next, ...page } = await right.list(call, places.get(from ?? ''))
          const cursor = next && `place ${places.size}`
          if (cursor) places.set(cursor, next)
          return { ...page, ...(cursor && { next: cursor }) }
        },
      }
    },
    'a cursor that goes on wherever the last page ended': right => {
      let place: string | undefined
      return {
        async list(call, from) {
          const { next, ...page } = await right.list(call, from && place)
          place = next
          return { ...page, ...(next && { next: 'more' }) }
        },
      }
    },
  }),
  ...caughtBy('a sweep names what a listing names', {
    'a sweep that lists less': right => ({
      sweep: async call => ({ items: (await right.sweep(call)).items.slice(0, -1) }),
    }),
    'a sweep with other ids': right => ({
      sweep: async call => ({
        items: (await right.sweep(call)).items.map(item => ({ ...item, id: `issue-${item.id}` })),
      }),
    }),
  }),
  ...caughtBy('fetch answers every want, in order', {
    'answers in the order of the tracker': right => ({
      async fetch(wants, call) {
        const sorted = wants.toSorted((one, other) => Number(one.key.id) - Number(other.key.id))
        return right.fetch(sorted, call)
      },
    }),
    'fewer answers than wants': right => ({
      fetch: async (wants, call) => (await right.fetch(wants, call)).slice(0, 3),
    }),
    'the first want for all': right => ({
      async fetch(wants, call) {
        const [first] = await right.fetch(wants, call)
        return wants.map(() => first!)
      },
    }),
  }),
  ...caughtBy('what is not there is answered as gone, and fails nobody else', {
    'a 404 that is thrown': (right, { url, headers }) => ({
      async fetch(wants, call) {
        for (const { id, key } of wants) await call.fetch(`${url}/issues/${id ?? key.id}`, { headers })
        return right.fetch(wants, call)
      },
    }),
    'nothing for what is not there': right => ({
      fetch: async (wants, call) => (await right.fetch(wants, call)).filter(({ status }) => status !== 'gone'),
    }),
  }),
  ...caughtBy('unchanged is said of what is asked for with its version, and of nothing else', {
    'unchanged without being asked': right => {
      const seen = new Set<string>()
      return {
        fetch: async (wants, call) =>
          (await right.fetch(wants, call)).map(got => {
            if (got.status !== 'fresh' || wants.length > 1) return got
            if (seen.has(got.id)) return { status: 'unchanged' }
            seen.add(got.id)
            return got
          }),
      }
    },
    'unchanged for what was listed without its comments': right => ({
      fetch: (wants, call) =>
        right.fetch(
          wants.map(({ missing: _, ...want }) => want),
          call,
        ),
    }),
    'unchanged whatever the version': right => ({
      fetch: async (wants, call) =>
        (await right.fetch(wants, call)).map((got, at) =>
          wants[at]!.validator === undefined ? got : { status: 'unchanged' },
        ),
    }),
  }),
  ...caughtBy('an issue keeps its id and its name when its text changes', {
    'the title in the name of the file': () => ({
      route: '{project}/{id:int} {title}.md',
      keyOf: ({ project, id, title }) => ({ project, id, title }),
    }),
  }),
  ...caughtBy('a version changes with its issue', {
    'a version that never changes': right => ({
      fetch: async (wants, call) =>
        (await right.fetch(wants, call)).map(got => (got.status === 'fresh' ? { ...got, validator: 'v1' } : got)),
    }),
  }),
  ...caughtBy('what a listing calls complete is what a fetch gives', {
    'a listing that does not say what it lacks': right => ({
      async list(call, from) {
        const { items, ...page } = await right.list(call, from)
        return {
          ...page,
          items: items.map(({ missing: _, ...item }) => ({ ...item, entity: { ...item.entity!, remarks: [] } })),
        }
      },
    }),
  }),
  ...caughtBy('every comment is shown, in order, also the last of many', {
    'the last comment dropped': right => ({
      render: issue => right.render({ ...issue, remarks: issue.remarks.slice(0, -1) }),
    }),
    'the first twenty comments only': right => ({
      render: issue => right.render({ ...issue, remarks: issue.remarks.slice(0, 20) }),
    }),
    'comments with the newest first': right => ({
      render: issue => right.render({ ...issue, remarks: issue.remarks.toReversed() }),
    }),
  }),
  ...caughtBy('renders purely: the same entity gives the same bytes', {
    'the time of rendering in the file': right => ({
      render(issue) {
        const document = right.render(issue)
        return { ...document, front: { ...document.front, seen: new Date().toISOString() } }
      },
    }),
    'a random order': right => {
      let turns = 0
      return {
        render: issue => right.render({ ...issue, labels: turns++ % 2 ? issue.labels : issue.labels.toReversed() }),
      }
    },
  }),
  ...caughtBy('a file reads back as what was rendered', {
    'one id for all comments': right => ({
      render(issue) {
        const document = right.render(issue)
        return { ...document, comments: document.comments!.map(comment => ({ ...comment, id: '1' })) }
      },
    }),
  }),
  ...caughtBy('shows no secret in a file', {
    'the token in an address': (right, { url, token }) => ({
      render(issue) {
        const document = right.render(issue)
        return { ...document, front: { ...document.front, url: `${url}/issues/${issue.id}?token=${token}` } }
      },
    }),
  }),
  ...caughtBy('an attachment has the bytes it says, from any place on', {
    'the whole file for a part of it': right => ({
      open: (file, _range, call) => right.open(file, { from: 0 }, call),
    }),
    'a file that is cut': right => ({
      async open(file, range, call) {
        const { bytes } = await right.open(file, range, call)
        return {
          bytes: (async function* () {
            for await (const part of bytes) yield part.subarray(0, -1)
          })(),
        }
      },
    }),
  }),
]
