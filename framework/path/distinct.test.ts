import { expect, it } from 'vitest'
import { feed } from '../source/feed.ts'
import { folders } from '../source/route.ts'
import { checkDistinct } from './distinct.ts'

const route = (path: string) => folders(path, { list: async () => ({ items: [] }) })
const news = (name: string) => feed('', { name, changes: async () => ({ changes: [], next: '', more: false }) })

it('what has names of its own passes', () => {
  expect(() => checkDistinct({ routes: [route('{a}'), route('{a}/{b}')], feeds: [news('a'), news('b')] })).not.toThrow()
})

it('what shares a name is an error that names it', () => {
  expect(() => checkDistinct({ routes: [route('{a}'), route('{a}')] })).toThrow('two routes "{a}"')
  expect(() => checkDistinct({ routes: [], feeds: [news('a'), news('a')] })).toThrow('two feeds "a"')
})
