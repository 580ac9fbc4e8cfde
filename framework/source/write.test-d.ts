import { documents } from './route.ts'
import { markdownText } from './text.ts'
import type { Equal, Expect } from './types.test-d.ts'
import type { FieldEdit, TextEdit, Write } from './write.ts'

/** What edits look like to a plugin; checked by `tsc`. */
interface Bug {
  readonly id: number
}

type Route = '{product}/{id:int}.md'
type Update = Parameters<NonNullable<Write<Route, Bug>['update']>>[0]
type Draft = Parameters<NonNullable<Write<Route, Bug>['create']>>[0]

export type Edits = [
  Expect<Equal<Update['key'], { readonly product: string; readonly id: number }>>,
  Expect<Equal<Update['entity'], Bug>>,
  Expect<Equal<Update['fields'], readonly FieldEdit[]>>,
  Expect<Equal<Update['body'], TextEdit | undefined>>,
  Expect<Equal<Draft['scope'], { readonly product: string }>>,
]

const route = {
  fetch: async () => [{ status: 'gone' as const }],
  render: ({ id }: Bug) => ({ front: { id }, title: 'A bug', body: markdownText('') }),
}

export const right = documents('{product}/{id:int}.md', {
  ...route,
  write: {
    fields: async () => [{ name: 'status', kind: 'choice', values: ['open', 'closed'] }],
    texts: ['title', 'body'],
    async update({ key, fields, body }) {
      const written: readonly [number, string | undefined, number] = [key.id, body?.markdown, fields.length]
      written.toString()
    },
    create: async ({ scope }) => ({ id: '1', key: { product: scope.product, id: 1 } }),
  },
})

export const wrongKind = documents('{product}/{id:int}.md', {
  ...route,
  // @ts-expect-error there is no kind "enum"
  write: { fields: async () => [{ name: 'status', kind: 'enum' }] },
})

export const wrongText = documents('{product}/{id:int}.md', {
  ...route,
  // @ts-expect-error there is no text "labels": it is a field
  write: { fields: async () => [], texts: ['labels'] },
})

export const onlyComments = documents('{product}/{id:int}.md', {
  ...route,
  write: { comment: async () => {} },
})

export const nothingMade = documents('{product}/{id:int}.md', {
  ...route,
  // @ts-expect-error an issue that was made has an identity and a key
  write: { fields: async () => [], create: async () => ({ id: '1' }) },
})
