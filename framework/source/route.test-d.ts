import type { Document } from './document.ts'
import { documents, files, folders } from './route.ts'
import { markdownText } from './text.ts'
import type { Equal, Expect } from './types.test-d.ts'

/** What a route takes and gives, and that a wrong one does not compile; checked by `tsc`. */
interface Bug {
  readonly id: number
  readonly title: string
}

const bug: Bug = { id: 1, title: 'A bug' }
const render = ({ title }: Bug): Document => ({ front: {}, title, body: markdownText('') })

export const right = documents('{product}/{id:int}.md', {
  async list(scope) {
    const same: Expect<Equal<typeof scope, { readonly product: string }>> = true
    return { items: same ? [{ key: { product: scope.product, id: 1 }, id: '1', entity: bug }] : [] }
  },
  async fetch(wants) {
    return wants.map(({ key }) => {
      const same: Expect<Equal<typeof key, { readonly product: string; readonly id: number }>> = true
      return same ? ({ status: 'fresh', id: String(key.id), key, entity: bug } as const) : ({ status: 'gone' } as const)
    })
  },
  render,
})

export const wrongFetch = documents('{product}/{id:int}.md', {
  // @ts-expect-error each want has an answer with a status
  fetch: async () => [{ id: '1', entity: bug }],
  render,
})

export const oneAnswer = documents('{product}/{id:int}.md', {
  // @ts-expect-error answers are a list, one for each want
  fetch: async () => ({ status: 'gone' }),
  render,
})

export const wrongStatus = documents('{product}/{id:int}.md', {
  // @ts-expect-error there is no status "missing"
  fetch: async () => [{ status: 'missing' }],
  render,
})

export const wrongKey = documents('{product}/{id:int}.md', {
  async fetch([want]) {
    // @ts-expect-error the route has no parameter "project"
    return [want!.key.project, { status: 'gone' as const }].slice(1) as { status: 'gone' }[]
  },
  render,
})

export const withoutTitle = documents('{id:int}.md', {
  fetch: async () => [{ status: 'gone' }],
  // @ts-expect-error a document has a title
  render: () => ({ front: {}, body: markdownText('') }),
})

export const plainBody = documents('{id:int}.md', {
  fetch: async () => [{ status: 'gone' }],
  // @ts-expect-error a body says its format: markdownText('…'), plainText('…')
  render: () => ({ front: {}, title: 'A bug', body: 'text' }),
})

export const wrongFront = documents('{id:int}.md', {
  fetch: async () => [{ status: 'gone' }],
  // @ts-expect-error a value of the front matter is a text, a number, true or false, or a list
  render: () => ({ front: { bug: { id: 1 } }, title: 'A bug', body: markdownText('') }),
})

// @ts-expect-error it can't be fetched
export const withoutFetch = documents('{id:int}.md', { render })

// @ts-expect-error folders are listed
export const withoutList = folders('{product}', {})

export const attachments = files('{product}/{id:int}/attachments/{name}', {
  parent: '{product}/{id:int}.md',
  of: ({ id, title }: Bug) => [{ name: title, id: String(id), size: 1 }],
  async open({ key }) {
    const same: Expect<Equal<typeof key, { readonly product: string; readonly id: number; readonly name: string }>> =
      true
    return { bytes: same ? (async function* () {})() : (async function* () {})() }
  },
})

export const withoutSize = files('{id:int}/attachments/{name}', {
  parent: '{id:int}.md',
  // @ts-expect-error the size is shown before anything is read
  of: ({ id, title }: Bug) => [{ name: title, id: String(id) }],
  open: async () => ({ bytes: (async function* () {})() }),
})
