import type { AnyDocuments } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import type { BugzillaOptions } from './options.ts'
import { allItems, bench, FLAVOURS, openSession } from './reading.test-support.ts'
import { refer } from './refer.ts'
import { ANYWHERE, BUG } from './routes/paths.ts'

const call = testCall()
const idsOf = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id).toSorted()

describe.each(FLAVOURS)('views of Bugzilla (%s)', flavour => {
  it('search among what the options select', async () => {
    await using it = await bench({ flavour, issues: 60 })
    const everything = await allItems(from => it.session.search!('resolution=---', call, from))
    const product = String(everything[0]!.key.product)
    const session = openSession(it.emulator, { products: [product], login: 'somebody@example.org' })
    const find = (query: string) => allItems(from => session.search!(query, call, from))
    const open = await find(session.views!.open!)
    expect(idsOf(open)).toEqual(idsOf(everything.filter(({ key }) => key.product === product)))
    expect(open.every(({ route }) => route === BUG)).toBe(true)
    expect(idsOf(open)).toEqual(expect.arrayContaining(idsOf(await find(session.views!.mine!))))
    expect(await find('product=Another&resolution=---')).toEqual([])
  })

  it('find nothing that a query of the options leaves out', async () => {
    await using it = await bench({ flavour, issues: 60 })
    const open = await allItems(from => it.session.search!('resolution=---', call, from))
    const product = String(open[0]!.key.product)
    const some = openSession(it.emulator, { query: `product=${encodeURIComponent(product)}` })
    const found = await allItems(from => some.search!('resolution=---', call, from))
    expect(idsOf(found)).toEqual(idsOf(open.filter(({ key }) => key.product === product)))
  })

  it('a number alone leads to the file in its product', async () => {
    await using it = await bench({ flavour, issues: 20 })
    const [item] = await allItems(from => it.session.search!('resolution=---', call, from))
    const route = it.session.routes.find(({ path }) => path === ANYWHERE) as AnyDocuments
    const gots = await route.fetch([{ key: { id: item!.key.id! } }, { key: { id: 9_999_999 } }], call)
    expect(gots).toEqual([{ status: 'moved', route: BUG, to: item!.key }, { status: 'gone' }])
  })
})

describe('references of Bugzilla', () => {
  const options = { url: 'https://bugs.example/base/' } as BugzillaOptions
  const found = {
    route: ANYWHERE,
    key: { id: 77 },
    url: 'https://bugs.example/base/show_bug.cgi?id=77',
    shown: true,
  }

  it.each(['77', 'https://bugs.example/base/show_bug.cgi?id=77#c3'])('%s', word => {
    expect(refer(word, options)).toEqual(found)
  })

  it.each(['0', 'x77', 'https://bugs.example/show_bug.cgi?id=77', 'https://bugs.example/base/show_bug.cgi?id=alias'])(
    'nothing: %s',
    word => expect(refer(word, options)).toBeUndefined(),
  )

  it('of one product alone, the file itself', () => {
    const one = { ...options, products: ['Widget'] } as BugzillaOptions
    expect(refer('77', one)).toMatchObject({ route: BUG, key: { product: 'Widget', id: 77 } })
  })
})
