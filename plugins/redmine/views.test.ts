import type { AnyDocuments } from 'issuefs/source'
import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import { startEmulator } from './emulator/index.ts'
import type { RedmineOptions } from './options.ts'
import { refer } from './refer.ts'
import { ANYWHERE, ISSUE } from './routes/paths.ts'
import { allItems, idsOf, openSession, valuesOf } from './session.test-support.ts'

const call = testCall()

describe('views of Redmine', () => {
  it('find open issues and one’s own, of the projects of the options', async () => {
    await using emulator = await open()
    const { session } = openSession({ url: emulator.url, key: emulator.key, projects: ['one'] })
    const find = (query: string) => allItems(from => session.search!(query, call, from))
    const all = await find('status_id=*')
    const shown = await find(session.views!.open!)
    expect(all.length).toBeGreaterThan(shown.length)
    expect(shown.length).toBeGreaterThan(0)
    expect(all.every(({ key, route }) => key.project === 'one' && route === ISSUE)).toBe(true)
    expect(idsOf(shown)).toEqual(expect.arrayContaining(idsOf(await find(session.views!.mine!))))
    await expect(find('sort=id')).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('find nothing that a query of the options leaves out', async () => {
    await using emulator = await open()
    const all = openSession({ url: emulator.url, key: emulator.key })
    const some = openSession({ url: emulator.url, key: emulator.key, query: 'status_id=c' })
    const closed = idsOf(await allItems(from => some.session.search!('status_id=*', call, from)))
    expect(closed).toEqual(idsOf(await allItems(from => all.session.search!('status_id=c', call, from))))
    expect(await allItems(from => some.session.search!('status_id=o', call, from))).toEqual([])
  })

  it('a number alone leads to the file in its project', async () => {
    await using emulator = await open()
    const { session } = openSession({ url: emulator.url, key: emulator.key })
    const [item] = await allItems(from => session.search!('status_id=*', call, from))
    const route = session.routes.find(({ path }) => path === ANYWHERE) as AnyDocuments
    const gots = await route.fetch([{ key: { id: item!.key.id! } }, { key: { id: 999_999 } }], call)
    expect(gots).toEqual([{ status: 'moved', route: ISSUE, to: item!.key }, { status: 'gone' }])
  })
})

describe('references of Redmine', () => {
  const options = valuesOf({ url: 'https://redmine.example/base/' })
  const found = { route: ANYWHERE, key: { id: 77 }, url: 'https://redmine.example/base/issues/77', shown: true }

  it.each(['#77', '77', 'https://redmine.example/base/issues/77#note-3'])('%s', word => {
    expect(refer(word, options)).toEqual(found)
  })

  it.each(['#0', 'x77', 'https://redmine.example/issues/77', 'https://redmine.example/base/issues/77/x', 'https://['])(
    'nothing: %s',
    word => expect(refer(word, options)).toBeUndefined(),
  )

  it('of one project alone, the file itself', () => {
    const one = { ...options, projects: ['website'], subprojects: false } as RedmineOptions
    expect(refer('#77', one)).toMatchObject({ route: ISSUE, key: { project: 'website', id: 77 } })
  })
})

async function open() {
  const emulator = await startEmulator({ issues: 60, projects: ['one', 'two'] })
  return { url: emulator.url, key: emulator.env.REDMINE_API_KEY!, [Symbol.asyncDispose]: () => emulator.close() }
}
