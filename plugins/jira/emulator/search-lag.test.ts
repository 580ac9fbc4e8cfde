import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from './client.test-support.ts'
import { type Emulator, startEmulator } from './index.ts'

const lag = 600
let emulator: Emulator
let client: Client
beforeAll(async () => {
  emulator = await startEmulator({ issues: 5, searchLag: lag })
  client = createClient(emulator)
})
afterAll(() => emulator.close())

const caughtUp = () => new Promise(resolve => setTimeout(resolve, lag + 50))

test('search trails behind a write, unless the issue is reconciled', async () => {
  const since = emulator.control.now()
  await client.put('/rest/api/3/issue/DEMO-2', { fields: { summary: 'Fresh' } })
  const { json } = await client.get('/rest/api/3/issue/DEMO-2')
  expect(json.fields.summary).toBe('Fresh')
  expect(await client.keys(`updated >= ${since}`)).toEqual([])
  expect(await client.keys(`updated >= ${since}`, { reconcileIssues: [Number(json.id)] })).toEqual(['DEMO-2'])
  const old = await client.post('/rest/api/3/search/jql', { jql: 'key = DEMO-2', fields: ['summary'] })
  expect(old.json.issues[0].fields.summary).not.toBe('Fresh')
  await caughtUp()
  expect(await client.keys(`updated >= ${since}`)).toEqual(['DEMO-2'])
})

test('a new issue is missing, a deleted one still there, for a while', async () => {
  const created = emulator.control.create('DEMO', { summary: 'New' })
  emulator.control.remove('DEMO-1')
  const early = await client.keys('project = DEMO')
  expect(early).toContain('DEMO-1')
  expect(early).not.toContain(created)
  await caughtUp()
  const late = await client.keys('project = DEMO')
  expect(late).not.toContain('DEMO-1')
  expect(late).toContain(created)
})
