import { expect, it } from 'vitest'
import { feed } from '../source/feed.ts'
import { documents, folders, type Route } from '../source/route.ts'
import type { Session } from '../source/source.ts'
import { checkReachable } from './reachable.ts'

const list = async () => ({ items: [] })
const changes = async () => ({ changes: [], next: '', more: false })
const of = {
  fetch: async () => [],
  render: () => ({ front: {}, title: '', body: { format: 'plain', blocks: [] } as const }),
}
const listed = (path: string): Route => documents(path, { list, ...of })
const unlisted = (path: string): Route => documents(path, of)
const wrong = (...routes: readonly Route[]) => expect(() => checkReachable({ routes }))

it.each<[string, Session]>([
  ['documents of the mount itself', { routes: [listed('{id}.md')] }],
  [
    'folders, level by level',
    { routes: [folders('{a}', { list }), folders('{a}/{b}', { list }), listed('{a}/{b}/{id}.md')] },
  ],
  ['folders by another name', { routes: [folders('{team}', { list }), listed('{project}/{id:int}.md')] }],
  [
    'a folder and all above it',
    { routes: [folders('by', { list }), folders('by/{a}', { list }), listed('by/{a}/{id}.md')] },
  ],
  ['a feed of everything', { routes: [unlisted('{a}/{id}.md')], feeds: [feed('', { name: 'all', list, changes })] }],
  ['folders that another listing may make', { routes: [listed('{id}.md'), listed('{a}/{id}.md')] }],
  ['what only resolves by name', { routes: [unlisted('{a}/{id}.md')] }],
])('%s can be listed', (_what, session) => {
  expect(() => checkReachable(session)).not.toThrow()
})

it('a folder that nothing names is an error that says which route is missing', () => {
  wrong(listed('{list}/{year:int}/{id}.md'), folders('{list}', { list })).toThrow(
    `The route "{list}/{year:int}/{id}.md" lists folder by folder, and nothing says which "{list}/{year:int}" there are: add folders('{list}/{year:int}', …), or list everything with a feed.`,
  )
  wrong(listed('issues/{id}.md')).toThrow(`add folders('issues', …)`)
  wrong(listed('{a}/issues/{id}.md'), folders('{a}/issues', { list })).toThrow(`add folders('{a}', …)`)
  const one = feed('{a}', { name: 'news', list, changes })
  expect(() => checkReachable({ routes: [unlisted('{a}/{id}.md')], feeds: [one] })).toThrow(
    `The feed "news" lists folder by folder, and nothing says which "{a}" there are`,
  )
})
