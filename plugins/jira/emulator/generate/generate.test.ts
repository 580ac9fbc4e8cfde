import { afterEach, expect, test } from 'vitest'
import { createClient } from '../client.test-support.ts'
import { type Emulator, startEmulator } from '../index.ts'

let emulator: Emulator | undefined
afterEach(() => emulator?.close())

async function texts(seed: number): Promise<string> {
  emulator = await startEmulator({ issues: 60, seed })
  const { post } = createClient(emulator)
  const { text } = await post('/rest/api/3/issue/bulkfetch', {
    issueIdsOrKeys: Array.from({ length: 60 }, (_, index) => `DEMO-${index + 1}`),
    fields: ['*all'],
  })
  const { url } = emulator
  await emulator.close()
  return text.replaceAll(url, '')
}

test('the same seed gives the same issues, another seed others', async () => {
  const first = await texts(1)
  expect(await texts(1)).toBe(first)
  expect(await texts(2)).not.toBe(first)
})

test('ten thousand issues have the promised shape', async () => {
  emulator = await startEmulator({ issues: 10_000 })
  const { post } = createClient(emulator)
  const { json } = await post('/rest/api/3/search/jql', { jql: 'project = DEMO', fields: ['id'], maxResults: 1000 })
  const issues = []
  for (let start = 0; start < 1000; start += 100) {
    const issueIdsOrKeys = json.issues.slice(start, start + 100).map((issue: { id: string }) => issue.id)
    issues.push(...(await post('/rest/api/3/issue/bulkfetch', { issueIdsOrKeys, fields: ['comment'] })).json.issues)
  }
  const totals = issues.map(issue => issue.fields.comment.total as number)
  const mean = totals.reduce((sum, total) => sum + total, 0) / totals.length
  expect(mean).toBeGreaterThan(2)
  expect(mean).toBeLessThan(4)
  expect(Math.max(...totals)).toBeLessThanOrEqual(30)
  const cut = issues.filter(issue => issue.fields.comment.comments.length < issue.fields.comment.total)
  expect(cut.length).toBeGreaterThan(1)
  expect(cut.length).toBeLessThan(40)
})
