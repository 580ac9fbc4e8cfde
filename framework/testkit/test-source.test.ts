import { expect, it } from 'vitest'
import type { Document } from '../source/document.ts'
import type { Item, Page } from '../source/page.ts'
import { defineSource } from '../source/source.ts'
import { markdownText } from '../source/text.ts'
import { documents, feed } from '../source.ts'
import { sourceCases } from './source-cases/index.ts'
import { openSource } from './test-source.ts'

/** What may be wrong with a source. */
interface Flaws {
  readonly list?: (from: string | undefined) => Page
  readonly render?: () => Document
  readonly fetched?: (count: number) => number
  /** Whether it asks the network when it lists, and what it does when that fails. */
  readonly asks?: 'honestly' | 'swallowing failures'
}

const item = (number: number): Item => ({ route: '{number:int}.md', key: { number }, id: String(number) })
const sound = (from: string | undefined): Page =>
  from ? { items: [item(3)] } : { items: [item(1), item(2)], next: '2' }
const plain = (): Document => ({ front: { key: 1 }, title: 'One', body: markdownText('Text.') })

/** A small source that asks once per listing, with flaws to be found. */
function flawed({ list = sound, render = plain, fetched = count => count, asks }: Flaws) {
  return defineSource({
    name: 'flawed',
    summary: 'A source of the tests.',
    revision: 1,
    options: {},
    open: () => ({
      routes: [
        documents('{number:int}.md', {
          batch: 10,
          fetch: async wants =>
            wants
              .slice(0, fetched(wants.length))
              .map(({ key }) =>
                key.number > 3 ? { status: 'gone' } : { status: 'fresh', id: String(key.number), key, entity: {} },
              ),
          render,
        }),
      ],
      feeds: [
        feed('', {
          name: 'all',
          async list(_scope, call, from) {
            call.signal.throwIfAborted()
            if (asks) await call.fetch('http://127.0.0.1:9/').catch(thrown => swallow(thrown, asks))
            return list(from)
          },
          changes: async () => ({ changes: [], next: '1', more: false }),
        }),
      ],
    }),
  })
}

function swallow(thrown: unknown, asks: Flaws['asks']): void {
  if (asks === 'honestly') throw thrown
}

async function outcome(flaws: Flaws, name: string): Promise<'passes' | 'fails'> {
  const open = openSource(flawed(flaws), { options: {}, close() {} })
  const found = sourceCases.find(each => each.name.startsWith(name))!
  return found.run(open).then(
    () => 'passes',
    () => 'fails',
  )
}

it.each<[string, string, Flaws]>([
  ['an endless listing', 'lists to the end', { list: () => ({ items: [], next: 'again' }) }],
  [
    'one key for two issues',
    'lists to the end',
    { list: () => ({ items: [item(1), { ...item(1), id: '2' }, item(3)] }) },
  ],
  ['too few answers', 'fetch answers every want', { fetched: count => count - 1 }],
  [
    'a renderer that looks at the clock',
    'renders purely',
    { render: () => ({ ...plain(), title: String(Math.random()) }) },
  ],
  ['a swallowed failure', 'without a network', { asks: 'swallowing failures' }],
])('testSource catches %s', async (_flaw, name, flaws) => {
  expect(await outcome({ ...(flaws.asks && { asks: 'honestly' }) }, name)).toBe('passes')
  expect(await outcome(flaws, name)).toBe('fails')
})
