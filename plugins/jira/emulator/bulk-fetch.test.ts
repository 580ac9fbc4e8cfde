import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from './client.test-support.ts'
import { type Emulator, startEmulator } from './index.ts'

let emulator: Emulator
let client: Client
beforeAll(async () => {
  emulator = await startEmulator({ issues: 240, projects: ['DEMO', 'OPS'] })
  client = createClient(emulator)
})
afterAll(() => emulator.close())

const path = '/rest/api/3/issue/bulkfetch'
const fetchAll = async (issueIdsOrKeys: readonly string[], more: Readonly<Record<string, unknown>> = {}) =>
  (await client.post(path, { issueIdsOrKeys, fields: ['*all'], ...more })).json

test('issues come by ascending id, the missing ones silently absent, doubles once', async () => {
  const { issues, issueErrors } = await fetchAll(['DEMO-9', 'NONE-1', 'DEMO-2', '999999999', 'demo-9'])
  expect(issues.map((issue: { key: string }) => issue.key)).toEqual(['DEMO-2', 'DEMO-9'])
  expect(issueErrors).toEqual([])
})

test('moved issues are found by the old key', async () => {
  const moved = emulator.control.move('DEMO-20', 'OPS')
  expect(moved).toBe('OPS-121')
  const { issues } = await fetchAll(['DEMO-20'])
  expect(issues[0]).toMatchObject({ key: moved, fields: { project: { key: 'OPS' } } })
  expect((await client.get('/rest/api/3/issue/DEMO-20')).json.key).toBe(moved)
  expect(await client.keys('project = DEMO AND key = OPS-121')).toEqual([])
})

test('deleted issues are absent, and 404 by themselves', async () => {
  emulator.control.remove('DEMO-21')
  expect((await fetchAll(['DEMO-21'])).issues).toEqual([])
  const { status, json } = await client.get('/rest/api/3/issue/DEMO-21')
  expect(status).toBe(404)
  expect(json.errorMessages).toEqual(['Issue does not exist or you do not have permission to see it.'])
})

test('by default comments and attachments are left out, as *navigable says', async () => {
  const { json } = await client.post(path, { issueIdsOrKeys: ['DEMO-1'] })
  const { fields } = json.issues[0]
  expect(fields).toHaveProperty('description')
  expect(fields).not.toHaveProperty('comment')
  expect(fields).not.toHaveProperty('attachment')
})

test('more than a hundred are refused', async () => {
  const { status } = await client.post(path, { issueIdsOrKeys: Array.from({ length: 101 }, (_, id) => String(id)) })
  expect(status).toBe(400)
})

test('comments are cut at the cap; the tail is read page by page', async () => {
  for (let count = 0; count < 130; count++) emulator.control.comment('DEMO-30', `Comment ${count}`)
  const [issue] = (await fetchAll(['DEMO-30'])).issues
  const { comments, total } = issue.fields.comment
  expect(comments).toHaveLength(20)
  expect(total).toBeGreaterThanOrEqual(130)
  const ids = comments.map((comment: { id: string }) => comment.id)
  while (ids.length < total) {
    const page = await client.get(
      `/rest/api/3/issue/DEMO-30/comment?startAt=${ids.length}&maxResults=500&orderBy=created`,
    )
    expect(page.json.maxResults).toBe(100)
    ids.push(...page.json.comments.map((comment: { id: string }) => comment.id))
  }
  expect(new Set(ids).size).toBe(total)
})

test('the generated issues look like Jira issues', async () => {
  const { issues } = await fetchAll(
    Array.from({ length: 100 }, (_, index) => `OPS-${index + 1}`),
    { expand: 'names' },
  )
  // biome-ignore lint/suspicious/noExplicitAny: fields are whatever Jira has
  const some = (test: (fields: any) => unknown) =>
    expect(issues.some((issue: { fields: unknown }) => test(issue.fields))).toBe(true)
  some(fields => fields.parent && fields.issuetype.name === 'Sub-task')
  some(fields => fields.subtasks.length > 0)
  some(fields => fields.issuelinks[0]?.inwardIssue)
  some(fields => fields.issuelinks[0]?.outwardIssue)
  some(fields => fields.customfield_10020)
  some(fields => fields.attachment.length > 0)
  some(fields => fields.timetracking.originalEstimateSeconds)
  some(fields => JSON.stringify(fields.description).includes('"mention"'))
  some(fields => JSON.stringify(fields.description).includes('"table"'))
})
