import { describe, expect, it } from 'vitest'
import { createTrace } from '../../framework/layers/trace.ts'
import { testCall } from './call.test-support.ts'
import { allItems, bench, bytesOf, entityOf, FLAVOURS, idsOf, load, pollAll } from './reading.test-support.ts'

const call = testCall()

describe.each(FLAVOURS)('reading from Bugzilla (%s)', flavour => {
  it('lists a selection to its end over several pages, also where the administrator cuts them', async () => {
    const options = { flavour, issues: 600, projects: ['AB', 'CD', 'EF'], pageCap: 120 }
    await using it = await bench(options, { products: ['AB', 'CD'] })
    const items = await allItems(from => it.feed.list!({}, call, from))
    expect(idsOf(items)).toHaveLength(400)
    expect(it.emulator.requests.counts['GET /rest/bug']).toBeGreaterThan(3)
    const swept = await allItems(from => it.feed.sweep!({}, call, from))
    expect(idsOf(swept)).toEqual(idsOf(items))
    expect(await it.products.list({}, call)).toMatchObject({
      items: [{ key: { product: 'AB' } }, { key: { product: 'CD' } }],
    })
  })

  it('goes on within a second in which more changed than fit on a page', async () => {
    await using it = await bench({ flavour, issues: 1050, pageCap: 101 }, { products: ['Demo'] })
    const items = await allItems(from => it.feed.list!({}, call, from))
    expect(idsOf(items)).toHaveLength(1050)
    const { next } = await it.feed.changes({}, call)
    expect(await pollAll(it.feed, call, next)).toMatchObject({ changes: [] })
  })

  it('misses nothing that changes while it lists', async () => {
    await using it = await bench({ flavour, issues: 400, pageCap: 110 }, { products: ['Demo'] })
    const listed = new Set<number>()
    let from: string | undefined
    for (let page = 0; ; page += 1) {
      const { items, next } = await it.feed.list!({}, call, from)
      for (const id of idsOf(items)) listed.add(id)
      if (next === undefined) break
      for (const id of idsOf(items).slice(0, 5)) it.emulator.control.edit(String(id), { whiteboard: `page ${page}` })
      from = next
    }
    expect(listed.size).toBe(400)
  })

  it('lists all visible products, and each when it is entered', async () => {
    const projects = Array.from({ length: 60 }, (_, number) => `Product ${number}`)
    await using it = await bench({ flavour, issues: 180, projects })
    const folders = await allItems(from => it.products.list({}, call, from))
    expect(folders.map(item => item.key.product)).toEqual(projects)
    expect(it.feed.list).toBeUndefined()
    const items = await allItems(from => it.bugs.list!({ product: 'Product 7' }, call, from))
    expect(items.map(item => item.key.product)).toEqual(['Product 7', 'Product 7', 'Product 7'])
    await expect(it.bugs.list!({ product: 'Nope' }, call)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(it.bugs.list!({ product: 'a&product=Product 1' }, call)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('gives whole bugs: fields under their labels, every comment word for word, attachments', async () => {
    await using it = await bench({ flavour, issues: 250 }, { products: ['Demo'] })
    const marks = [...Array(80).keys()].map(number => `comment ${number}\n  with *two* lines_of_text`)
    for (const text of marks) it.emulator.control.comment('4', text)
    const items = await allItems(from => it.feed.list!({}, call, from))
    const gots = await load(
      it.bugs,
      items.filter(item => item.missing || item.key.id === 4),
      call,
    )
    const read = new Map(gots.map(got => [entityOf(got).id, entityOf(got)]))
    const all = items.map(item => read.get(Number(item.key.id)) ?? entityOf(item))
    const bodies = all.flatMap(bug => {
      const { body, comments = [] } = it.bugs.render(bug, { product: 'Demo', id: bug.id })
      expect([body, ...comments.map(({ text }) => text)].length).toBe(bug.comments.length)
      return [body, ...comments.map(({ text }) => text)].map(({ blocks }) => blocks.map(({ markdown }) => markdown))
    })
    const texts = all.flatMap(bug => bug.comments.map(comment => (comment as { text: string }).text))
    expect(bodies).toEqual(texts.map(text => [text]))
    expect(texts).toEqual(expect.arrayContaining(marks))
    const fronts = all.flatMap(bug => Object.keys(it.bugs.render(bug, { product: 'Demo', id: bug.id }).front))
    expect(fronts.filter(name => name.startsWith('cf_'))).toEqual([])
    expect(fronts).toEqual(expect.arrayContaining(['External reference', 'Affected areas', 'Status (cf_status)']))
    expect(all.some(bug => bug.attachments.length > 0)).toBe(true)
    expect(it.emulator.requests.counts['GET /rest/field/bug']).toBe(1)
  })

  it('answers each want, in order: gone, forbidden, moved, impossible and fresh ones', async () => {
    await using it = await bench({ flavour, issues: 20, projects: ['AB', 'CD'] }, { products: ['AB', 'CD'] })
    it.emulator.control.remove('1')
    it.emulator.control.restrict('3', true)
    it.emulator.control.move('5', 'CD')
    const wants = [
      { key: { product: 'AB', id: 1 }, id: '1' },
      { key: { product: 'AB', id: 3 }, id: '3' },
      { key: { product: 'AB', id: 5 }, id: '5' },
      { key: { product: 'AB', id: 7 } },
      { key: { product: 'AB', id: 99_999 } },
      { key: { product: 'AB', id: -1 } },
      { key: { product: 'AB', id: 2 } },
      { key: { product: 'CD', id: 2 }, id: '2' },
    ]
    it.emulator.requests.reset()
    const gots = await it.bugs.fetch(wants, call)
    expect(gots).toMatchObject([
      { status: 'gone' },
      { status: 'denied' },
      { status: 'moved', to: { product: 'CD', id: 5 } },
      { status: 'fresh', id: '7' },
      { status: 'gone' },
      { status: 'gone' },
      { status: 'moved', to: { product: 'CD', id: 2 } },
      { status: 'fresh', key: { product: 'CD', id: 2 } },
    ])
    expect(it.emulator.requests.total).toBeLessThanOrEqual(5)
  })

  it('does not let bugs that vanish between listing and reading hide the others', async () => {
    await using it = await bench({ flavour, issues: 150 }, { products: ['Demo'] })
    const listed = await allItems(from => it.feed.list!({}, call, from))
    const items = [...new Map(listed.map(item => [item.id, item])).values()]
    const wants = items.map(item => ({ ...item, entity: entityOf(item), missing: ['comments', 'attachments'] }))
    it.emulator.control.remove('10')
    for (const id of [20, 30, 31]) it.emulator.control.restrict(String(id), true)
    it.emulator.requests.reset()
    const gots = await it.bugs.fetch(wants, call)
    const statusOf = new Map(gots.map((got, at) => [items[at]!.key.id, got.status]))
    expect([10, 20, 30, 31].map(id => statusOf.get(id))).toEqual(['gone', 'denied', 'denied', 'denied'])
    expect(gots.filter(got => got.status === 'fresh')).toHaveLength(146)
    expect(it.emulator.requests.total).toBeLessThanOrEqual(6)
  })

  it('polls with one request, and sees nothing where nothing changed', async () => {
    await using it = await bench({ flavour, issues: 300 })
    let { next } = await it.feed.changes({}, call)
    for (let times = 0; times < 2; times += 1) {
      it.emulator.requests.reset()
      const delta = await it.feed.changes({}, call, next)
      expect(delta).toMatchObject({ changes: [], more: false })
      expect(it.emulator.requests.counts).toEqual({ 'GET /rest/bug': 1 })
      next = delta.next
    }
  })

  it('finds edits, comments, creations and moves, page by page; deletions by a sweep', async () => {
    await using it = await bench(
      { flavour, issues: 500, projects: ['AB', 'CD'], pageCap: 110 },
      { products: ['AB', 'CD'] },
    )
    const { control } = it.emulator
    const { next: start } = await it.feed.changes({}, call)
    const edited = Array.from({ length: 150 }, (_, at) => at + 3)
    for (const id of edited) control.edit(String(id), { summary: 'Edited' })
    control.comment('200', 'a comment')
    control.move('201', 'CD')
    control.remove('202')
    const created = Number(control.create('CD', { summary: 'New' }))
    const { changes } = await pollAll(it.feed, call, start)
    const upserts = changes.flatMap(change => (change.change === 'upsert' ? [change] : []))
    expect(idsOf(upserts)).toEqual([...edited, 200, 201, created].toSorted((a, b) => a - b))
    expect(upserts.find(({ id }) => id === '201')?.key).toEqual({ product: 'CD', id: 201 })
    const swept = idsOf(await allItems(from => it.feed.sweep!({}, call, from)))
    expect(swept).not.toContain(202)
    expect(swept).toHaveLength(500)
  })

  it('finds both of two changes within one second, then is quiet', async () => {
    await using it = await bench({ flavour, issues: 20 })
    let { next } = await it.feed.changes({}, call)
    for (const turn of [1, 2, 3]) {
      it.emulator.control.comment('7', `turn ${turn}`)
      const delta = await pollAll(it.feed, call, next)
      expect(idsOf(delta.changes as never)).toEqual([7])
      next = delta.next
    }
    it.emulator.control.advance(4000)
    const again = await pollAll(it.feed, call, next)
    expect(idsOf(again.changes as never)).toEqual([7])
    expect((await pollAll(it.feed, call, again.next)).changes).toEqual([])
  })

  it('begins at the server’s time where there is nothing yet, whatever our clock says', async () => {
    await using it = await bench({ flavour, issues: 0, projects: ['AB'], clockSkew: -86_400_000 }, { products: ['AB'] })
    const { next } = await it.feed.changes({}, call)
    const created = it.emulator.control.create('AB', { summary: 'New' })
    const { changes } = await pollAll(it.feed, call, next)
    expect(changes).toMatchObject([{ change: 'upsert', id: created }])
  })

  it('tells who changed what', async () => {
    await using it = await bench({ flavour, issues: 3 }, { products: ['Demo'] })
    for (let number = 0; number < 120; number += 1) it.emulator.control.edit('2', { summary: `Summary ${number}` })
    it.emulator.control.restrict('3', true)
    const wants = [2, 3, 99].map(id => ({ key: { product: 'Demo', id } }))
    const [got, denied, none] = await it.history.fetch(wants, call)
    expect([denied, none]).toEqual([{ status: 'denied' }, { status: 'gone' }])
    const document = it.history.render(entityOf(got), wants[0]!.key)
    const text = JSON.stringify(document.body)
    expect(document.front.changes).toBe(121)
    expect(text.indexOf('Summary 3 → Summary 4')).toBeLessThan(text.indexOf('Summary 117 → Summary 118'))
  })

  it('gives attachments from an offset on', async () => {
    await using it = await bench({ flavour, issues: 10 }, { products: ['Demo'] })
    const data = Buffer.from(Array.from({ length: 600_000 }, (_, at) => at % 251))
    it.emulator.control.attach('3', { fileName: 'core.dump', data })
    it.emulator.control.attach('3', { fileName: 'core.dump', isObsolete: true })
    const [got] = await it.bugs.fetch([{ key: { product: 'Demo', id: 3 } }], call)
    const files = it.attachments.of(entityOf(got)).filter(({ name }) => name.startsWith('core'))
    expect(files.map(({ name, size }) => [name, size])).toEqual([
      ['core.dump', 600_000],
      [`core-${files[1]!.id}.dump`, 6],
    ])
    const read = async (from: number) => {
      const key = { product: 'Demo', id: 3, name: 'core.dump' }
      return bytesOf((await it.attachments.open({ ...files[0]!, key }, { from }, call)).bytes)
    }
    expect((await read(0)).equals(data)).toBe(true)
    expect((await read(500_000)).equals(data.subarray(500_000))).toBe(true)
    expect(await read(600_000)).toHaveLength(0)
    const missing = { ...files[0]!, id: '999', key: { product: 'Demo', id: 3, name: 'x' } }
    await expect(it.attachments.open(missing, { from: 0 }, call)).rejects.toMatchObject({ kind: 'not-found' })
  })

  it('asks again when an answer breaks off', async () => {
    await using it = await bench({ flavour, issues: 500, pageCap: 101 }, { products: ['Demo'] })
    it.emulator.control.faults({ rate: 0.3, kinds: ['cut', 'garbage', 'drop', '500'], seed: 3, times: 8 })
    const items = await allItems(from => it.feed.list!({}, call, from))
    expect(idsOf(items)).toHaveLength(500)
    const gots = await load(it.bugs, items, call)
    expect(gots.every(got => got.status === 'fresh')).toBe(true)
  })

  it('shows a query, a saved search and what changed since a day', async () => {
    const options = { flavour, issues: 200 } as const
    const login = 'mona@example.test'
    const count = async (extra: object) => {
      await using it = await bench(options, extra)
      return idsOf(await allItems(from => it.feed.list!({}, call, from))).length
    }
    const open = await count({ query: 'resolution=---' })
    expect(open).toBeGreaterThan(80)
    expect(open).toBeLessThan(160)
    expect(await count({ saved: 'my open bugs', login })).toBe(open)
    expect(await count({ query: 'f1=bug_id&o1=lessthan&v1=11&f7=short_desc&o7=substring&v7=The' })).toBe(10)
    expect(await count({ products: ['Demo'], since: '2026-01-15' })).toBe(20)
    expect(await count({ products: ['Demo'], query: 'product=Other&f3=bug_id&o3=lessthan&v3=6' })).toBe(5)
  })

  it('never shows its key, and sends it only as the server reads it', async () => {
    const trace = createTrace()
    const traced = testCall(undefined, trace)
    await using it = await bench(
      { flavour, issues: 30, token: 'sesame-key' },
      { key: 'sesame-key', products: ['Demo'] },
    )
    await it.session.connect!(traced)
    await load(it.bugs, await allItems(from => it.feed.list!({}, traced, from)), traced)
    it.emulator.control.faults({ rate: 1, kinds: ['500', '401'] })
    const error = await it.feed.changes({}, traced).catch(thrown => thrown as Error)
    expect(String(error)).toContain('BUGZILLA_API_KEY')
    expect(JSON.stringify([trace.snapshot(), String(error)])).not.toContain('sesame-key')
    const paths = it.emulator.requests.recent.map(({ path }) => path)
    expect(paths.some(path => path.includes('sesame-key'))).toBe(flavour === 'stock')
    expect(paths.find(path => path.includes('/version'))).not.toContain('sesame-key')
  })
})

it('loads a stock server with a tenth of a request per ten bugs, and a handful more', async () => {
  await using it = await bench({ issues: 2000 }, { products: ['Demo'] })
  await it.session.connect!(call)
  await it.feed.changes({}, call)
  const gots = await load(it.bugs, await allItems(from => it.feed.list!({}, call, from)), call)
  expect(gots.filter(got => got.status === 'fresh')).toHaveLength(2000)
  expect(it.emulator.requests.total).toBeLessThanOrEqual(2000 / 100 + 10)
})
