import { describe, expect, it } from 'vitest'
import { testCall } from './call.test-support.ts'
import { allItems, bench, DEMO, entityOf, idsOf, openSession, pollAll } from './reading.test-support.ts'

const call = testCall()
const key = (number: number, repo = 'demo') => ({ owner: 'acme', repo, number })
const want = (number: number) => ({ key: key(number), id: `acme/demo#${number}` })

describe('listing a repository', () => {
  it('reads issues and pull requests with their comments to the end, over several pages', async () => {
    await using it = await bench({ issues: 730 })
    const items = await allItems(from => it.feed.list!(DEMO, call, from))
    expect(idsOf(items)).toHaveLength(730)
    expect(items).toHaveLength(730)
    const pulls = items.filter(item => item.route?.includes('/pulls/'))
    expect(pulls.length).toBeGreaterThan(60)
    expect(items.every(item => item.entity !== undefined)).toBe(true)
    const swept = await allItems(from => it.feed.sweep!(DEMO, call, from))
    expect(idsOf(swept)).toEqual(idsOf(items))
    const versions = new Map(items.map(item => [item.id, item.validator]))
    expect(swept.every(item => item.validator !== undefined && versions.get(item.id) === item.validator)).toBe(true)
  })

  it('reads all there is when some of it is deleted on the way, and nothing twice for long', async () => {
    await using it = await bench({ issues: 900 })
    const gone: string[] = []
    let rounds = 0
    const items = await allItems(from => {
      rounds += 1
      if (rounds === 2) {
        for (let number = 400; number < 420; number += 1) {
          gone.push(`acme/demo#${number}`)
          it.emulator.control.remove(`acme/demo#${number}`)
        }
      }
      return it.feed.list!(DEMO, call, from)
    })
    const read = new Set(idsOf(items))
    for (let number = 1; number <= 900; number += 1) {
      if (!gone.includes(`acme/demo#${number}`)) expect(read.has(`acme/demo#${number}`)).toBe(true)
    }
    expect(rounds).toBeLessThanOrEqual(7)
  })

  it('shows only what was updated since a day', async () => {
    await using it = await bench({ issues: 300 }, { since: '2024-01-05' })
    const items = await allItems(from => it.feed.list!(DEMO, call, from))
    const all = await allItems(from => it.feed.sweep!(DEMO, call, from))
    expect(items.length).toBeGreaterThan(100)
    expect(items.length).toBeLessThan(300)
    expect(items.every(item => item.modified! >= '2024-01-05')).toBe(true)
    expect(idsOf(all)).toEqual(idsOf(items))
  })
})

describe('fetching', () => {
  it('answers each want, in order: fresh, gone, moved, denied and impossible ones', async () => {
    await using it = await bench({ issues: 60, projects: ['acme/demo', 'acme/other'] })
    const { control } = it.emulator
    const numbers = (await allItems(from => it.feed.sweep!(DEMO, call, from)))
      .filter(item => item.route?.includes('/issues/'))
      .map(item => Number(item.key.number))
    const [a, b, c, d] = numbers as [number, number, number, number]
    const pull = control.create('acme/demo', { pull: true })
    control.remove(`acme/demo#${a}`)
    const other = control.move(`acme/demo#${b}`, 'acme/other')
    control.move(`acme/demo#${d}`, 'acme/hidden')
    control.hide('acme/hidden', true)
    const wants = [
      want(a),
      want(b),
      want(c),
      want(d),
      want(9999),
      { key: key(Number(pull.split('#')[1])) },
      { key: key(c, 'no"pe') },
      { key: key(c), id: 'acme/other#1' },
      { key: key(c, 'nope') },
      { key: key(c) },
    ]
    const gots = await it.issues.fetch(wants, call)
    expect(gots).toMatchObject([
      { status: 'gone' },
      { status: 'moved', id: other, to: { owner: 'acme', repo: 'other', number: Number(other.split('#')[1]) } },
      { status: 'fresh', id: `acme/demo#${c}`, key: key(c) },
      { status: 'gone' },
      { status: 'gone' },
      { status: 'gone' },
      { status: 'gone' },
      { status: 'gone' },
      { status: 'failed', error: { kind: 'not-found' } },
      { status: 'fresh', id: `acme/demo#${c}` },
    ])
  })

  it('reads on where comments, reviews and remarks are cut short', async () => {
    await using it = await bench({ issues: 4 })
    const { control, requests } = it.emulator
    const pull = control.create('acme/demo', { title: 'Pull', pull: true })
    for (let number = 0; number < 250; number += 1) control.comment(pull, `comment ${number}`)
    for (let number = 0; number < 45; number += 1)
      control.review(pull, { state: 'COMMENTED', body: `review ${number}` })
    control.review(pull, {
      state: 'APPROVED',
      body: '',
      remarks: Array.from({ length: 70 }, (_, at) => `remark ${at}`),
    })
    const items = await allItems(from => it.feed.list!(DEMO, call, from))
    const item = items.find(({ id }) => id === pull)!
    expect(item.missing).toEqual(['comments', 'reviews'])
    requests.reset()
    const { entity, missing } = item
    const [got] = await it.pulls.fetch([{ key: item.key, id: item.id, entity, missing: missing! }], call)
    expect((await it.pulls.fetch([{ key: item.key, id: item.id }], call))[0]).toMatchObject({ entity: entityOf(got) })
    const { comments } = it.pulls.render(entityOf(got), item.key)
    expect(comments).toHaveLength(250 + 45 + 1 + 70)
    expect(new Set(comments?.map(({ id }) => id)).size).toBe(366)
    expect(requests.total).toBeLessThanOrEqual(7)
    control.remove(pull)
    expect(await it.pulls.fetch([{ key: item.key, id: item.id, entity, missing: missing! }], call)).toEqual([
      { status: 'gone' },
    ])
  })

  it('asks for half as many when GitHub takes too long', async () => {
    await using it = await bench({ issues: 300, mostNodes: 20_000 })
    const items = await allItems(from => it.feed.list!(DEMO, call, from))
    expect(idsOf(items)).toHaveLength(300)
    const gots = await it.issues.fetch(
      Array.from({ length: 100 }, (_, at) => want(at + 1)),
      call,
    )
    expect(gots.every(got => got.status === 'fresh' || got.status === 'gone')).toBe(true)
  })

  it('leaves out what an older server or a token of fewer rights does not give', async () => {
    const unknown = ['Issue.issueType', 'Issue.blockedBy', 'PullRequest.statusCheckRollup', 'Issue.subIssues']
    await using it = await bench({ issues: 80, unknown, mayReadProjects: false })
    const items = await allItems(from => it.feed.list!(DEMO, call, from))
    expect(idsOf(items)).toHaveLength(80)
    expect(
      (await it.issues.fetch([want(Number(items.find(i => i.route?.includes('/issues/'))!.key.number))], call))[0]
        ?.status,
    ).toBe('fresh')
  })

  it('asks again when an answer breaks off', async () => {
    await using it = await bench({ issues: 450 })
    it.emulator.control.faults({ rate: 0.3, kinds: ['cut', 'garbage', 'drop', '500', '503'], seed: 5, times: 8 })
    expect(idsOf(await allItems(from => it.feed.list!(DEMO, call, from)))).toHaveLength(450)
  })

  it('tells what happened, page by page', async () => {
    await using it = await bench({ issues: 3 })
    const created = it.emulator.control.create('acme/demo', { title: 'Long' })
    for (let number = 0; number < 230; number += 1) it.emulator.control.comment(created, `comment ${number}`)
    const number = Number(created.split('#')[1])
    const [got, none] = await it.history.fetch([{ key: key(number), id: created }, { key: key(999) }], call)
    expect(none).toEqual({ status: 'gone' })
    expect(it.history.render(entityOf(got), key(number)).front.events).toBe(230)
    expect(it.emulator.requests.counts['GET /repos/{owner}/{repo}/issues/{number:int}/timeline']).toBe(4)
  })

  it('tells who wrote remarks on lines, and when and where', async () => {
    await using it = await bench({ issues: 1 })
    const pull = it.emulator.control.create('acme/demo', { pull: true })
    it.emulator.control.review(pull, { state: 'COMMENTED', body: '', remarks: ['Why?', 'And this?'] })
    const at = key(Number(pull.split('#')[1]))
    const [got] = await it.pullHistory.fetch([{ key: at, id: pull }], call)
    const lines = JSON.stringify(it.pullHistory.render(entityOf(got), at).body)
    expect(lines).toMatch(/\d UTC, otto: line commented src\/a\.ts:1, src\/a\.ts:2/)
    expect(lines).not.toContain('unknown time')
  })

  it('gives the diff of a pull request', async () => {
    await using it = await bench({ issues: 1 })
    const created = it.emulator.control.create('acme/demo', { pull: true })
    const at = key(Number(created.split('#')[1]))
    const [got, none] = await it.diff.fetch([{ key: at, id: created }, { key: key(999) }], call)
    expect(none).toEqual({ status: 'gone' })
    expect(JSON.stringify(it.diff.render(entityOf(got), at).body)).toContain('diff --git a/a b/a')
  })
})

describe('polling', () => {
  it('costs one request that costs nothing while nothing changes', async () => {
    await using it = await bench({ issues: 40 })
    const { next } = await it.feed.changes(DEMO, call)
    const { requests, spent } = it.emulator
    const before = spent.core + spent.graphql
    requests.reset()
    expect(await it.feed.changes(DEMO, call, next)).toEqual({ changes: [], next, more: false })
    expect(requests.total).toBe(1)
    expect(requests.recent[0]?.status).toBe(304)
    expect(spent.core + spent.graphql).toBe(before)
  })

  it('finds edits, creations, comments and reactions, page by page', async () => {
    await using it = await bench({ issues: 400 })
    const { control } = it.emulator
    const { next: start } = await it.feed.changes(DEMO, call)
    const edited = Array.from({ length: 150 }, (_, at) => `acme/demo#${at + 1}`)
    for (const id of edited) control.edit(id, { title: 'Edited' })
    const created = control.create('acme/demo', { title: 'New' })
    control.comment('acme/demo#200', 'Hello')
    control.react('acme/demo#400', '+1')
    const { changes, next } = await pollAll(it.feed, call, start)
    expect(idsOf(changes)).toEqual([...edited, created, 'acme/demo#200', 'acme/demo#400'].toSorted())
    expect((await pollAll(it.feed, call, next)).changes).toEqual([])
  })

  it('tells two changes within one second apart', async () => {
    await using it = await bench({ issues: 5 })
    let { next } = await it.feed.changes(DEMO, call)
    for (let times = 0; times < 4; times += 1) {
      it.emulator.control.comment('acme/demo#2', `comment ${times}`)
      const delta = await it.feed.changes(DEMO, call, next)
      expect(idsOf(delta.changes)).toEqual(['acme/demo#2'])
      next = delta.next
    }
  })

  it('does not tell another token what the ETag of this one was', async () => {
    await using it = await bench({ issues: 5 })
    const { next } = await it.feed.changes(DEMO, call)
    const other = openSession(it.emulator, { token: 'another' })
    it.emulator.requests.reset()
    const delta = await other.feeds![0]!.changes(DEMO, call, next)
    expect(delta.changes).toEqual([])
    expect(it.emulator.requests.recent[0]?.status).toBe(200)
    expect((await other.feeds![0]!.changes(DEMO, call, delta.next)).changes).toEqual([])
    expect(it.emulator.requests.recent[1]?.status).toBe(304)
  })

  it('follows a repository that was renamed, under its old name', async () => {
    await using it = await bench({ issues: 30 })
    const { control, requests } = it.emulator
    const { next: start } = await it.feed.changes(DEMO, call)
    control.rename('acme/demo', 'renamed')
    control.edit('acme/renamed#7', { title: 'Edited' })
    const { changes, next } = await pollAll(it.feed, call, start)
    expect(idsOf(changes)).toEqual(['acme/demo#7'])
    requests.reset()
    expect((await it.feed.changes(DEMO, call, next)).changes).toEqual([])
    expect(requests.recent.map(({ status }) => status)).toEqual([304])
    expect(idsOf(await allItems(from => it.feed.list!(DEMO, call, from)))).toHaveLength(30)
    const gots = await it.issues.fetch([want(1), want(2), want(3)], call)
    const others = await it.pulls.fetch([want(1), want(2), want(3)], call)
    expect([...gots, ...others].map(got => got.status).toSorted()).toEqual([
      ...Array(3).fill('fresh'),
      ...Array(3).fill('gone'),
    ])
  })

  it('says when the repository is not there any more, and goes on when it is', async () => {
    await using it = await bench({ issues: 3 })
    const { next } = await it.feed.changes(DEMO, call)
    it.emulator.control.hide('acme/demo', true)
    await expect(it.feed.changes(DEMO, call, next)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(it.feed.list!(DEMO, call)).rejects.toMatchObject({ kind: 'not-found' })
    expect((await it.issues.fetch([want(1)], call))[0]).toMatchObject({
      status: 'failed',
      error: { kind: 'not-found' },
    })
    it.emulator.control.hide('acme/demo', false)
    expect((await it.feed.changes(DEMO, call, next)).changes).toEqual([])
  })

  it('refuses a cursor that is not its own, so that the kernel lists again', async () => {
    await using it = await bench({ issues: 1 })
    await expect(it.feed.changes(DEMO, call, 'x')).rejects.toMatchObject({ kind: 'invalid' })
    await expect(it.feed.list!(DEMO, call, 'x')).rejects.toMatchObject({ kind: 'invalid' })
  })
})
