import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import type { Issue } from './model/issue.ts'
import { allItems, bench, bytesOf, coldLoad, FLAVOURS, keysOf, load, pollAll } from './reading.test-support.ts'

const call = testCall()
const entityOf = (got: unknown) => (got as { entity: Issue }).entity

describe.each(FLAVOURS)('reading from Jira (%s)', flavour => {
  it('lists a selection to its end over several pages', async () => {
    await using it = await bench(
      { flavour, issues: 130, projects: ['AB', 'CD'], pageCap: 20 },
      { projects: ['AB', 'CD'] },
    )
    const items = await allItems(from => it.feed.list!({}, call, from))
    expect(keysOf(items)).toHaveLength(130)
    const swept = await allItems(from => it.feed.sweep!({}, call, from))
    expect(keysOf(swept)).toEqual(keysOf(items))
    expect(await it.projects.list({}, call)).toMatchObject({
      items: [{ key: { project: 'AB' } }, { key: { project: 'CD' } }],
    })
  })

  it('lists all visible projects, and each when it is entered', async () => {
    const projects = Array.from({ length: 60 }, (_, number) => `P${number}`)
    await using it = await bench({ flavour, issues: 180, projects, pageCap: 2 })
    const folders = await allItems(from => it.projects.list({}, call, from))
    expect(folders.map(item => item.key.project).toSorted()).toEqual(projects.toSorted())
    expect(it.feed.list).toBeUndefined()
    const listed = await Promise.all(
      projects.map(project => allItems(from => it.issues.list!({ project }, call, from))),
    )
    expect(keysOf(listed.flat())).toHaveLength(180)
    expect(listed.every((items, at) => items.every(item => item.key.project === projects[at]))).toBe(true)
    await expect(it.issues.list!({ project: 'NOPE' }, call)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(it.issues.list!({ project: 'a" OR key != "x' }, call)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('gives whole issues with all comments, also where Jira cuts them short', async () => {
    await using it = await bench({ flavour, issues: 12, commentCap: 3 }, { projects: ['DEMO'] })
    for (let number = 0; number < 9; number += 1) it.emulator.control.comment('DEMO-4', `comment ${number}`)
    const items = await allItems(from => it.feed.list!({}, call, from))
    const gots = await load(it.issues, items, call)
    expect(gots.map(got => got.status)).toEqual(items.map(() => 'fresh'))
    const four = entityOf(gots.find(got => got.status === 'fresh' && got.key.key === 'DEMO-4'))
    const document = it.issues.render(four, { project: 'DEMO', key: 'DEMO-4' })
    expect(four.comments.length).toBeGreaterThanOrEqual(9)
    expect(document.comments).toHaveLength(four.comments.length)
    expect(new Set(document.comments?.map(comment => comment.id)).size).toBe(four.comments.length)
    for (const [at, got] of gots.entries()) {
      const { validator } = items[at]!
      if (validator !== undefined) expect(got).toMatchObject({ validator })
      it.issues.render(entityOf(got), items[at]!.key)
    }
  })

  it('names custom fields as people do', async () => {
    await using it = await bench({ flavour, issues: 30 }, { projects: ['DEMO'] })
    const gots = await load(it.issues, await allItems(from => it.feed.sweep!({}, call, from)), call)
    const fronts = gots.map(got =>
      Object.keys(it.issues.render(entityOf(got), { project: 'DEMO', key: 'DEMO-1' }).front),
    )
    expect(fronts.flat().filter(name => name.startsWith('customfield_'))).toEqual([])
    expect(fronts.flat()).toContain('Story Points')
    expect(it.emulator.requests.counts[`GET /rest/api/${flavour === 'cloud' ? 3 : 2}/field`]).toBe(1)
  })

  it('answers each want, in order: gone, moved, impossible and fresh ones', async () => {
    await using it = await bench({ flavour, issues: 10, projects: ['AB', 'CD'] }, { projects: ['AB', 'CD'] })
    const items = await allItems(from => it.feed.list!({}, call, from))
    const named = (key: string) => items.find(item => item.key.key === key)!
    const [first, second, third] = items.filter(item => item.key.project === 'AB')
    const keyOf = (item: typeof first) => String(item!.key.key)
    it.emulator.control.remove(keyOf(first))
    const moved = it.emulator.control.move(keyOf(second), 'CD')
    const wants = [
      { key: first!.key, id: first!.id },
      { key: second!.key, id: second!.id },
      { key: third!.key },
      { key: second!.key },
      { key: { project: 'AB', key: 'AB-9999' } },
      { key: { project: 'AB', key: 'nonsense' } },
      { key: { project: 'CD', key: keyOf(third) } },
      { key: third!.key, id: third!.id },
    ]
    const gots = await it.issues.fetch(wants, call)
    const to = { project: 'CD', key: moved }
    expect(gots).toMatchObject([
      { status: 'gone' },
      { status: 'moved', to },
      { status: 'fresh', id: named(keyOf(third)).id },
      { status: 'moved', to },
      { status: 'gone' },
      { status: 'gone' },
      { status: 'gone' },
      { status: 'fresh', key: third!.key },
    ])
  })

  it('polls with one request, and sees nothing where nothing changed', async () => {
    await using it = await bench({ flavour, issues: 40, pageCap: 7 })
    const start = await it.feed.changes({}, call)
    expect(start).toMatchObject({ changes: [], more: false })
    let { next } = await pollAll(it.feed, call, start.next)
    for (let times = 0; times < 2; times += 1) {
      it.emulator.requests.reset()
      const delta = await it.feed.changes({}, call, next)
      expect(delta).toMatchObject({ changes: [], more: false })
      expect(it.emulator.requests.total).toBe(1)
      next = delta.next
    }
  })

  it('finds edits, creations and moves, page by page; deletions by a sweep', async () => {
    await using it = await bench(
      { flavour, issues: 40, projects: ['AB', 'CD'], pageCap: 4 },
      { projects: ['AB', 'CD'] },
    )
    const { next: start } = await it.feed.changes({}, call)
    const before = await allItems(from => it.feed.list!({}, call, from))
    const keys = keysOf(before).filter(key => key.startsWith('AB'))
    for (const key of keys.slice(0, 10)) it.emulator.control.edit(key, { summary: 'Edited' })
    const created = it.emulator.control.create('CD', { summary: 'New' })
    const moved = it.emulator.control.move(keys[12]!, 'CD')
    it.emulator.control.remove(keys[13]!)
    const { changes, next } = await pollAll(it.feed, call, start)
    const upserts = new Map(changes.flatMap(change => (change.change === 'upsert' ? [[change.key.key, change]] : [])))
    expect([...upserts.keys()].toSorted()).toEqual([...keys.slice(0, 10), created, moved].toSorted())
    expect(upserts.get(moved)?.id).toBe(before.find(item => item.key.key === keys[12])?.id)
    expect((await pollAll(it.feed, call, next)).changes).toEqual([])
    const swept = keysOf(await allItems(from => it.feed.sweep!({}, call, from)))
    expect(swept).not.toContain(keys[13])
    expect(swept).toHaveLength(40)
  })

  it('begins at the server’s time where there is nothing yet, whatever our clock says', async () => {
    await using it = await bench({ flavour, issues: 0, projects: ['AB'], clockSkew: -86_400_000 }, { projects: ['AB'] })
    const { next } = await it.feed.changes({}, call)
    const created = it.emulator.control.create('AB', { summary: 'New' })
    const { changes } = await pollAll(it.feed, call, next)
    expect(changes).toMatchObject([{ change: 'upsert', key: { key: created } }])
  })

  it('tells who changed what', async () => {
    await using it = await bench({ flavour, issues: 3 }, { projects: ['DEMO'] })
    for (let number = 0; number < 120; number += 1) it.emulator.control.edit('DEMO-2', { summary: `Summary ${number}` })
    const key = { project: 'DEMO', key: 'DEMO-2' }
    const [got, none] = await it.history.fetch([{ key }, { key: { project: 'DEMO', key: 'DEMO-99' } }], call)
    expect(none).toEqual({ status: 'gone' })
    const document = it.history.render(entityOf(got), key)
    const text = JSON.stringify(document.body)
    expect(Number(document.front.changes)).toBeGreaterThanOrEqual(119)
    expect(text.indexOf('Summary 3 → Summary 4')).toBeLessThan(text.indexOf('Summary 117 → Summary 118'))
    expect(text).toContain('Summary 118 → Summary 119')
  })

  it('streams attachments from an offset on', async () => {
    await using it = await bench({ flavour, issues: 60 }, { projects: ['DEMO'] })
    const gots = await load(it.issues, await allItems(from => it.feed.sweep!({}, call, from)), call)
    const issue = gots.map(entityOf).find(found => found.attachments.length > 0)!
    const [file] = it.attachments.of(issue)
    const key = { project: 'DEMO', key: issue.key, name: file!.name }
    const read = async (from: number) => {
      const stream = await it.attachments.open({ ...file!, key }, { from }, call)
      return { from: stream.from, bytes: await bytesOf(stream.bytes) }
    }
    const whole = await read(0)
    expect(whole.bytes).toHaveLength(file!.size)
    expect(await read(10)).toEqual({ from: 10, bytes: whole.bytes.subarray(10) })
    expect((await read(file!.size)).bytes).toHaveLength(0)
    const missing = { ...file!, id: '1', key }
    await expect(it.attachments.open(missing, { from: 0 }, call)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('asks again when an answer breaks off', async () => {
    await using it = await bench({ flavour, issues: 50, pageCap: 5 }, { projects: ['DEMO'] })
    it.emulator.control.faults({ rate: 0.2, kinds: ['cut', 'garbage', 'drop', '500'], seed: 3, times: 8 })
    const items = await allItems(from => it.feed.list!({}, call, from))
    expect(keysOf(items)).toHaveLength(50)
    expect((await load(it.issues, items, call)).every(got => got.status === 'fresh')).toBe(true)
  })
})

it.each(['Pacific/Kiritimati', 'America/St_Johns', 'Etc/GMT+12'])(
  'polls Data Center in the zone %s',
  async timeZone => {
    await using it = await bench({ flavour: 'data-center', issues: 20, timeZone })
    const { next } = await it.feed.changes({}, call)
    it.emulator.control.edit('DEMO-7', { summary: 'Edited' })
    const { changes, next: after } = await pollAll(it.feed, call, next)
    expect(changes.map(change => change.change === 'upsert' && change.key.key)).toEqual(['DEMO-7'])
    expect((await pollAll(it.feed, call, after)).changes).toEqual([])
  },
)

it('finds an edit that the search of Cloud shows late', async () => {
  await using it = await bench({ flavour: 'cloud', issues: 20, searchLag: 200 })
  const { next } = await it.feed.changes({}, call)
  it.emulator.control.edit('DEMO-7', { summary: 'Edited' })
  expect((await pollAll(it.feed, call, next)).changes).toEqual([])
  await new Promise(resolve => setTimeout(resolve, 250))
  const late = await pollAll(it.feed, call, next)
  expect(late.changes.map(change => change.change === 'upsert' && change.key.key)).toEqual(['DEMO-7'])
})

it('misses none on Data Center when some are deleted while it lists', async () => {
  await using it = await bench({ flavour: 'data-center', issues: 60, pageCap: 10 }, { projects: ['DEMO'] })
  const all = keysOf(await allItems(from => it.feed.list!({}, call, from)))
  let pages = 0
  const items = await allItems(async from => {
    const page = await it.feed.list!({}, call, from)
    if (++pages === 3) for (const { key } of page.items.slice(0, 4)) it.emulator.control.remove(String(key.key))
    return page
  })
  expect(all.filter(key => !keysOf(items).includes(key))).toEqual([])
})

it('walks past the result window of Data Center by key', async () => {
  const options = {
    flavour: 'data-center',
    issues: 90,
    projects: ['AB', 'CD'],
    pageCap: 10,
    maxResultWindow: 30,
  } as const
  await using it = await bench(options, { jql: 'summary is not empty' })
  const items = await allItems(from => it.feed.list!({}, call, from))
  expect(keysOf(items)).toHaveLength(90)
})

it('loads Cloud issues with one request per hundred, a handful more, and one for each truncated one', async () => {
  const counts = await coldLoad(1000)
  expect(counts.loaded).toBe(1000)
  expect(counts.requests).toBeLessThanOrEqual(10 + 10 + counts.truncated)
})
