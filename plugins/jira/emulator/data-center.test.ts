import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from './client.test-support.ts'
import { type Emulator, startEmulator } from './index.ts'

let emulator: Emulator
let client: Client
beforeAll(async () => {
  emulator = await startEmulator({ flavour: 'data-center', issues: 120, pageCap: 50, maxResultWindow: 100 })
  client = createClient(emulator)
})
afterAll(() => emulator.close())

const search = '/rest/api/2/search'

test('the server says what it is; v3 is not there', async () => {
  expect((await client.get('/rest/api/2/serverInfo')).json).toMatchObject({
    deploymentType: 'Server',
    version: '9.12.0',
  })
  expect((await client.get('/rest/api/3/serverInfo')).status).toBe(404)
  expect((await client.post('/rest/api/2/search/jql', { jql: 'project = DEMO' })).status).toBe(404)
  expect((await client.get('/rest/api/2/myself')).json).toMatchObject({ name: 'me', key: 'me' })
  expect((await client.get('/rest/api/2/myself')).json.accountId).toBeUndefined()
})

test('a page is cut at the cap, which the answer echoes, with a total', async () => {
  const { json } = await client.post(search, { jql: 'project = DEMO', maxResults: 1000 })
  expect(json).toMatchObject({ startAt: 0, maxResults: 50, total: 120 })
  expect(json.issues).toHaveLength(50)
  expect((await client.post(search, { jql: '', maxResults: 0 })).json).toMatchObject({ issues: [], total: 120 })
})

test('past the result window is refused; a range of keys walks on', async () => {
  const far = await client.get(`${search}?jql=project=DEMO&startAt=80&maxResults=50`)
  expect(far.status).toBe(400)
  expect(far.json.errorMessages[0]).toContain('Result window is too large')
  const keys: string[] = []
  for (;;) {
    const jql = `project = DEMO${keys.length > 0 ? ` AND issuekey > "${keys.at(-1)}"` : ''} ORDER BY issuekey ASC`
    const { issues } = (await client.post(search, { jql, fields: ['summary'], maxResults: 50 })).json
    if (issues.length === 0) break
    keys.push(...issues.map((issue: { key: string }) => issue.key))
  }
  expect(keys).toEqual(Array.from({ length: 120 }, (_, index) => `DEMO-${index + 1}`))
})

test('comments are complete and bodies are wiki markup', async () => {
  for (let count = 0; count < 120; count++) emulator.control.comment('DEMO-3', `*Comment* ${count}`)
  const { json } = await client.post(search, { jql: 'key = DEMO-3', fields: ['*all'] })
  const { comment } = json.issues[0].fields
  expect(comment.comments).toHaveLength(comment.total)
  expect(comment.comments.at(-1)).toMatchObject({ body: '*Comment* 119', author: { name: 'other' } })
  const all = await client.post(search, { jql: 'project = DEMO', fields: ['description'], maxResults: 50 })
  const text = all.json.issues.map((issue: { fields: { description: unknown } }) => issue.fields.description).join('\n')
  for (const markup of ['h2. ', '{code:', '||Part||', '[~', '\r\n']) expect(text).toContain(markup)
})

test('projects are one array; sprints are the printed objects', async () => {
  expect((await client.get('/rest/api/2/project')).json).toMatchObject([{ key: 'DEMO' }])
  expect((await client.get('/rest/api/2/project/search')).status).toBe(404)
  const { json } = await client.post(search, { jql: 'sprint is not EMPTY', fields: ['customfield_10020'] })
  expect(json.issues[0].fields.customfield_10020[0]).toMatch(/^com\.atlassian\.greenhopper.*\[id=\d+,/)
})

test('a write takes text, and refuses a document', async () => {
  expect((await client.put('/rest/api/2/issue/DEMO-5', { fields: { description: 'h1. New' } })).status).toBe(204)
  expect((await client.get('/rest/api/2/issue/DEMO-5')).json.fields.description).toBe('h1. New')
  const document = { type: 'doc', version: 1, content: [] }
  expect((await client.put('/rest/api/2/issue/DEMO-5', { fields: { description: document } })).status).toBe(400)
  expect((await client.put('/rest/api/2/issue/DEMO-5', { fields: { assignee: { name: 'asmith' } } })).status).toBe(204)
})

test('an unknown user in a query is refused here', async () => {
  const { json } = await client.post(search, { jql: 'assignee = nobody' })
  expect(json.errorMessages).toEqual(["The value 'nobody' does not exist for the field 'assignee'."])
})

test('a personal access token is a Bearer token', async () => {
  const headers = { authorization: `Bearer ${emulator.env.JIRA_TOKEN}` }
  expect((await fetch(`${emulator.url}/rest/api/2/myself`, { headers })).status).toBe(200)
  const bare = await fetch(`${emulator.url}/rest/api/2/myself`)
  expect(bare.status).toBe(401)
  expect(await bare.json()).toMatchObject({ message: 'Client must be authenticated to access this resource.' })
})
