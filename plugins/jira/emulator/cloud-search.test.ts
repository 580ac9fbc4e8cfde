import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from './client.test-support.ts'
import { type Emulator, startEmulator } from './index.ts'

let emulator: Emulator
let client: Client
beforeAll(async () => {
  emulator = await startEmulator({ issues: 260, projects: ['DEMO', 'OPS'] })
  client = createClient(emulator)
})
afterAll(() => emulator.close())

const search = '/rest/api/3/search/jql'

test('pages go on to the end, without doubles', async () => {
  const keys = await client.keys('project in (DEMO, OPS) ORDER BY updated DESC', { maxResults: 7 })
  expect(keys).toHaveLength(260)
  expect(new Set(keys).size).toBe(260)
})

test('a page with fields holds 100 at most, with key 5,000; the last page has no token', async () => {
  const jql = 'project in (DEMO, OPS)'
  const full = await client.post(search, { jql, fields: ['summary'], maxResults: 5000 })
  expect(full.json.issues).toHaveLength(100)
  expect(full.json.isLast).toBe(false)
  const keys = await client.post(search, { jql, fields: ['key'], maxResults: 5000 })
  expect(keys.json.issues).toHaveLength(260)
  expect(keys.json).toMatchObject({ isLast: true })
  expect(keys.json.nextPageToken).toBeUndefined()
  expect(keys.json.total).toBeUndefined()
})

test('by default an answer has 50 issues with nothing but the id', async () => {
  const { json } = await client.get(`${search}?jql=project%3DDEMO`)
  expect(json.issues).toHaveLength(50)
  expect(Object.keys(json.issues[0])).toEqual(['id'])
})

test('a page goes on where it was, whatever is deleted meanwhile', async () => {
  const mine = await startEmulator({ issues: 30 })
  const { post } = createClient(mine)
  const jql = 'project = DEMO ORDER BY key ASC'
  const first = await post(search, { jql, fields: ['key'], maxResults: 10 })
  for (const key of ['DEMO-3', 'DEMO-10']) mine.control.remove(key)
  const nextPageToken = first.json.nextPageToken
  const second = await post(search, { jql, fields: ['key'], maxResults: 10, nextPageToken })
  const keys = second.json.issues.map((issue: { key: string }) => issue.key)
  expect(keys.every((key: string) => Number(key.slice(5)) > 10)).toBe(true)
  await mine.close()
})

test.each([
  ['unbounded', { jql: 'ORDER BY created' }, /^Unbounded JQL queries are not allowed here/],
  ['empty', { jql: '' }, /^Unbounded/],
  ['a made-up token', { jql: 'project = DEMO', nextPageToken: 'x' }, /token is invalid/],
  [
    'eight orders',
    { jql: 'project = DEMO ORDER BY key,id,summary,status,created,updated,assignee,reporter' },
    /ORDER BY/,
  ],
  ['51 to reconcile', { jql: 'project = DEMO', reconcileIssues: Array.from({ length: 51 }, (_, id) => id) }, /50/],
])('%s is refused', async (_, body, message) => {
  const { status, json } = await client.post(search, body)
  expect(status).toBe(400)
  expect(json.errorMessages[0]).toMatch(message)
  expect(json.errors).toEqual({})
})

test('the old search is gone', async () => {
  for (const path of ['/rest/api/3/search', '/rest/api/2/search']) {
    const got = await client.get(`${path}?jql=project=DEMO`)
    expect(got.status).toBe(410)
    expect(got.json.errorMessages[0]).toContain('CHANGE-2046')
    expect((await client.post(path, { jql: 'project=DEMO' })).status).toBe(410)
  }
})

test('approximate-count counts', async () => {
  const { json } = await client.post('/rest/api/3/search/approximate-count', { jql: 'project = DEMO' })
  expect(json).toEqual({ count: 130 })
})

test('epoch milliseconds find what changed since, and nothing else', async () => {
  const since = emulator.control.now()
  emulator.control.edit('DEMO-7', { summary: 'Changed' })
  emulator.control.comment('OPS-9', 'News')
  expect(await client.keys(`updated >= ${since} ORDER BY updated ASC`)).toEqual(['DEMO-7', 'OPS-9'])
})
