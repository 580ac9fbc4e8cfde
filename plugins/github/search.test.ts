import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import { allItems, bench, idsOf, openSession, pollAll } from './reading.test-support.ts'

const call = testCall()

describe('a search', () => {
  it('lists what it finds in all repositories, past the thousand that GitHub gives at once', async () => {
    await using it = await bench(
      { issues: 1650, projects: ['acme/one', 'acme/two', 'other/three'] },
      { query: 'sort:created-asc', owner: 'acme' },
    )
    const items = await allItems(from => it.feed.list!({}, call, from))
    const ids = idsOf(items)
    expect(ids.length).toBe(1100)
    expect(ids.some(id => id.startsWith('other/'))).toBe(false)
    expect(idsOf(await allItems(from => it.feed.sweep!({}, call, from)))).toEqual(ids)
  })

  it('polls with one request, and finds edits, creations and comments, page by page', async () => {
    await using it = await bench(
      { issues: 300, projects: ['acme/one', 'acme/two'] },
      { query: 'is:open', owner: 'acme' },
    )
    const { control, requests } = it.emulator
    const { next: start } = await it.feed.changes({}, call)
    requests.reset()
    const quiet = await it.feed.changes({}, call, start)
    expect(quiet.changes).toEqual([])
    expect(requests.total).toBe(1)
    const open = idsOf(await allItems(from => it.feed.sweep!({}, call, from)))
    for (const id of open.slice(0, 110)) control.comment(id, 'Hello')
    const created = control.create('acme/two', { title: 'New' })
    const { changes, next } = await pollAll(it.feed, call, quiet.next, {})
    expect(idsOf(changes)).toEqual([...open.slice(0, 110), created].toSorted())
    expect((await pollAll(it.feed, call, next, {})).changes).toEqual([])
  })

  it('keeps to the repositories and the days of the options', async () => {
    await using it = await bench({ issues: 90, projects: ['acme/one', 'acme/two', 'acme/three'] })
    const session = openSession(it.emulator, { query: 'is:pr', repos: ['acme/one', 'acme/two'], since: '2024-01-02' })
    const items = await allItems(from => session.feeds![0]!.list!({}, call, from))
    expect(items.length).toBeGreaterThan(0)
    expect(items.every(({ route, id }) => route?.includes('/pulls/') && !id.includes('/three#'))).toBe(true)
  })
})

describe('an owner', () => {
  it('has all repositories as folders, to the end', async () => {
    const projects = Array.from({ length: 230 }, (_, at) => `acme/repo-${at}`)
    await using it = await bench({ issues: 10, projects: [...projects, 'other/one'] }, { owner: 'acme' })
    expect((await it.owners.list({}, call)).items).toEqual([{ key: { owner: 'acme' }, id: 'acme' }])
    const items = await allItems(from => it.repositories.list({ owner: 'acme' }, call, from))
    expect(idsOf(items)).toEqual(projects.toSorted())
    expect(it.emulator.requests.total).toBe(3)
  })

  it('need not be asked for the repositories that are named', async () => {
    await using it = await bench(
      { issues: 4, projects: ['acme/one', 'acme/two', 'other/three'] },
      { repos: ['acme/one', 'other/three'] },
    )
    expect(idsOf((await it.owners.list({}, call)).items)).toEqual(['acme', 'acme/one', 'other', 'other/three'])
    expect(idsOf((await it.repositories.list({ owner: 'acme' }, call)).items)).toEqual(['acme/one'])
    expect(it.emulator.requests.total).toBe(0)
  })
})
