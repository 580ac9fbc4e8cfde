import { afterEach, expect, test } from 'vitest'
import { createClient } from './client.test-support.ts'
import { type BugzillaEmulator, type EmulatorOptions, startEmulator } from './index.ts'

let emulator: BugzillaEmulator | undefined
afterEach(() => emulator?.close())

async function start(options: EmulatorOptions) {
  emulator = await startEmulator({ issues: 30, ...options })
  return { ...createClient(emulator), emulator, control: emulator.control }
}

const idsOf = ({ json }: { json: { bugs: readonly { id: number }[] } }) => json.bugs.map(({ id }) => id)

test('the same seed gives the same data', async () => {
  const read = async (seed: number) => {
    const { get } = await start({ seed })
    const { json } = await get('bug?include_fields=_default')
    await emulator?.close()
    return json
  }
  expect(await read(1)).toEqual(await read(1))
  expect(await read(1)).not.toEqual(await read(2))
})

test('stock servers ignore the header, bugzilla.mozilla.org reads it', async () => {
  const header = { 'X-BUGZILLA-API-KEY': 'right' }
  const stock = await start({ token: 'right' })
  expect((await stock.anonymous('bug/1', { 'X-BUGZILLA-API-KEY': 'wrong' })).status).toBe(200)
  expect((await stock.anonymous('valid_login?login=mona@example.test', header)).json.code).toBe(410)
  expect((await stock.get('valid_login?login=mona@example.test')).json).toEqual({ result: true })
  await emulator?.close()
  const bmo = await start({ flavour: 'bmo', token: 'right' })
  expect((await bmo.anonymous('whoami', header)).json.name).toBe('mona@example.test')
  expect(await bmo.anonymous('whoami', { 'X-BUGZILLA-API-KEY': 'wrong' })).toMatchObject({
    status: 400,
    json: { code: 306 },
  })
  expect((await bmo.anonymous('version')).json.version).toMatch(/^20\d{6}/)
})

test('the anonymous see no private comments, and nobody bugs of a strange group', async () => {
  const { get, anonymous, control } = await start({})
  const id = control.remark('3', { text: 'psst', isPrivate: true })
  const ids = (answer: { json: { bugs: Record<string, { comments: readonly { id: number }[] }> } }) =>
    answer.json.bugs['3']!.comments.map(comment => String(comment.id))
  expect(ids(await get('bug/3/comment'))).toContain(id)
  expect(ids(await anonymous('bug/3/comment'))).not.toContain(id)
  control.restrict('3', true)
  expect(await get('bug/3')).toMatchObject({ status: 401, json: { code: 102 } })
  expect(await get('bug/1/comment?ids=3')).toMatchObject({ status: 401, json: { code: 102 } })
  expect(idsOf(await get('bug?id=1,2,3,99'))).toEqual([1, 2])
  const { json } = await get('bug/1?ids=3&ids=99&permissive=1')
  expect(json.faults.map((fault: { faultCode: number }) => fault.faultCode)).toEqual([102, 101])
})

test('searches by fields, times and charts; in the order that was asked for, and no other', async () => {
  const { get } = await start({ issues: 300, projects: ['A', 'B'], pageCap: 50 })
  expect(idsOf(await get('bug?product=a'))).toHaveLength(50)
  expect(idsOf(await get('bug?product=A&product=B&limit=0'))).toHaveLength(300)
  expect(idsOf(await get('bug?bug_status=RESOLVED&limit=0')).length).toBeGreaterThan(50)
  expect(idsOf(await get('bug?f1=bug_id&o1=lessthaneq&v1=3&order=bug_id%20DESC'))).toEqual([3, 2, 1])
  const since = 'bug?last_change_time=2026-02-01T12:00:00Z&limit=30'
  const stable = idsOf(await get(`${since}&order=changeddate,bug_id`))
  expect(stable).toEqual(stable.toSorted((a, b) => a - b))
  expect(idsOf(await get(`${since}&order=changeddate`))).not.toEqual(stable)
  expect(idsOf(await get('bug?last_change_time=2026-02-01T13:00:00%2B01:00&limit=0'))).toHaveLength(30)
  expect(idsOf(await get('bug?quicksearch=crashes&limit=1')).length).toBeGreaterThan(1)
})

test('comments come along with a search on bugzilla.mozilla.org, never on stock servers', async () => {
  const path = 'bug?id=1&include_fields=_default,comments,comment_count'
  const bug = async (flavour: 'stock' | 'bmo') => {
    const { get } = await start({ flavour })
    const { json } = await get(path)
    await emulator?.close()
    return json.bugs[0]
  }
  expect(await bug('stock')).not.toHaveProperty('comments')
  const { comments, comment_count } = await bug('bmo')
  expect(comments).toHaveLength(comment_count)
  expect(comments[0]).toHaveProperty('is_markdown')
})

test('a validator without quotation marks is answered 304', async () => {
  const { get } = await start({})
  const tag = (await get('bug?id=1')).headers.get('etag')!
  expect(tag).not.toContain('"')
  expect((await get('bug?id=1', { 'If-None-Match': tag })).status).toBe(304)
  expect((await get('bug?id=1', { 'If-None-Match': `"${tag}"` })).status).toBe(304)
  expect((await get('bug?id=2', { 'If-None-Match': tag })).status).toBe(200)
})

test('a dependency and a duplicate move the other end too', async () => {
  const { ask, get } = await start({})
  const before = (await get('bug/2')).json.bugs[0]
  await ask('PUT', 'bug/1', { depends_on: { set: [2] } })
  const after = (await get('bug/2')).json.bugs[0]
  expect(after.blocks).toContain(1)
  expect(after.last_change_time > before.last_change_time).toBe(true)
  const { json } = await ask('PUT', 'bug/4', { dupe_of: 5, ids: [6], comment: { body: 'the same' } })
  expect(json.bugs).toHaveLength(2)
  expect((await get('bug/4')).json.bugs[0]).toMatchObject({ status: 'RESOLVED', resolution: 'DUPLICATE', dupe_of: 5 })
  expect((await get('bug/6/comment')).json.bugs['6'].comments.at(-1).text).toBe('the same')
})

test('refuses what the real server refuses', async () => {
  const { ask } = await start({})
  expect(await ask('POST', 'bug', { product: 'Demo', summary: 'x', platform: 'PC' })).toMatchObject({
    json: { code: 50 },
  })
  expect(await ask('POST', 'bug/1/comment', { comment: 'x', is_private: true })).toMatchObject({
    status: 401,
    json: { code: 113 },
  })
  expect(await ask('DELETE', 'bug/1')).toMatchObject({ status: 404, json: { code: 32614 } })
  expect(
    await ask('POST', 'bug/1/attachment', { file_name: 'a', summary: 'b', content_type: 'c', data: 'aGk=' }),
  ).toMatchObject({
    status: 201,
    json: { ids: [expect.any(Number)] },
  })
})

test.each([
  [{ summary: 'x'.repeat(256) }, 104],
  [{ cf_ref: 'x'.repeat(256) }, 104],
  [{ comment: { body: 'x'.repeat(65_536) } }, 114],
  [{ comment: { body: 'x', is_private: true } }, 113],
  [{ keywords: ['crash'] }, 100500],
  [{ cc: 'mona@example.test' }, 100500],
  [{ cf_multi: { add: ['Linux'] } }, 100500],
  [{ cf_moment: '2027-01-31T10:00:00Z' }, 56],
  [{ cf_day: '2027-01-31 10:00:00' }, 56],
  [{ cf_number: 'many' }, 52],
  [{ severity: '---' }, 51],
  [{ flags: [{ name: 'nonsense', status: '?', new: true }] }, 51],
  [{ flags: [{ id: 999, status: 'X' }] }, 51],
])('refuses the change %#', async (change, code) => {
  const { ask, get } = await start({})
  const before = (await get('bug/1')).json.bugs[0]
  expect((await ask('PUT', 'bug/1', change)).json).toMatchObject({ error: true, code })
  const { update_token: _, ...after } = (await get('bug/1')).json.bugs[0]
  expect(before).toMatchObject(after)
})

test('refuses a new bug with too long words, and says of a new attachment what the flavour says', async () => {
  const { ask } = await start({ flavour: 'bmo' })
  const bug = { product: 'Demo', summary: 'x', op_sys: 'Linux', platform: 'PC' }
  expect((await ask('POST', 'bug', { ...bug, summary: 'x'.repeat(256) })).json.code).toBe(104)
  expect((await ask('POST', 'bug', { ...bug, description: 'x'.repeat(65_536) })).json.code).toBe(114)
  const file = { file_name: 'a', summary: 'b', content_type: 'text/plain', data: 'aGk=' }
  expect((await ask('POST', 'bug/1/attachment', file)).json).toHaveProperty('attachments')
  expect((await ask('POST', 'bug/1/attachment', { ...file, is_private: true })).json.code).toBe(113)
})

test('loads bug objects from files', async () => {
  const { mkdtemp, rm, writeFile } = await import('node:fs/promises')
  const { tmpdir } = await import('node:os')
  const folder = await mkdtemp(`${tmpdir()}/issuefs-bugzilla-`)
  const bug = {
    id: 77,
    product: 'Old',
    summary: 'Loaded',
    creation_time: '2020-01-01T00:00:00Z',
    comments: [{ text: 'Hi' }],
  }
  await writeFile(`${folder}/bugs.jsonl`, `${JSON.stringify(bug)}\n`)
  const { get } = await start({ issues: 0, load: `${folder}/bugs.jsonl` })
  expect((await get('bug/77')).json.bugs[0]).toMatchObject({ product: 'Old', summary: 'Loaded' })
  expect((await get('bug/77/comment')).json.bugs['77'].comments[0].text).toBe('Hi')
  await rm(folder, { recursive: true })
})

test.each([
  ['429', 429],
  ['503', 503],
  ['401', 400],
] as const)('fault %s', async (kind, status) => {
  const { emulator } = await start({ faults: { rate: 1, kinds: [kind], times: 1 } })
  expect((await fetch(`${emulator.url}/rest/version`)).status).toBe(status)
  expect((await fetch(`${emulator.url}/rest/version`)).status).toBe(200)
})

test('fault cut: the write is done, its answer is lost; fault drop: it is not done', async () => {
  const { ask, get, control } = await start({ faults: { rate: 1, kinds: ['cut'], only: 'POST', times: 1 } })
  await expect(ask('POST', 'bug/1/comment', { comment: 'once' })).rejects.toThrow()
  control.faults({ rate: 1, kinds: ['drop'], only: 'POST', times: 1 })
  await expect(ask('POST', 'bug/1/comment', { comment: 'never' })).rejects.toThrow()
  const texts = (await get('bug/1/comment')).json.bugs['1'].comments.map((comment: { text: string }) => comment.text)
  expect(texts).toContain('once')
  expect(texts).not.toContain('never')
})

test('latency and rate', async () => {
  const { emulator, control } = await start({ rate: 1, burst: 2 })
  const ask = async () => {
    const response = await fetch(`${emulator.url}/rest/version`)
    await response.arrayBuffer()
    return response
  }
  control.latency(60)
  const before = performance.now()
  expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([200, 200, 429])
  expect(performance.now() - before).toBeGreaterThan(150)
})

test('offline breaks every connection and keeps the port', async () => {
  const { get, control } = await start({})
  expect((await get('version')).status).toBe(200)
  control.offline(true)
  await expect(get('version')).rejects.toThrow()
  control.offline(false)
  expect((await get('version')).status).toBe(200)
})
