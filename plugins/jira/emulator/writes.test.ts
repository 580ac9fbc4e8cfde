import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Client, createClient } from './client.test-support.ts'
import { type Emulator, startEmulator } from './index.ts'

let emulator: Emulator
let client: Client
beforeAll(async () => {
  emulator = await startEmulator({ issues: 20, projects: ['DEMO', 'OPS'] })
  client = createClient(emulator)
})
afterAll(() => emulator.close())

const doc = (text: string) => ({
  type: 'doc',
  version: 1,
  content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
})
const issue = (key: string) => `/rest/api/3/issue/${key}`

test('an edit is 204, moves updated forward and is written down', async () => {
  const before = (await client.get(issue('DEMO-1'))).json
  const edit = { fields: { summary: 'Edited', description: doc('Body') }, update: { labels: [{ add: 'new' }] } }
  expect((await client.put(issue('DEMO-1'), edit)).status).toBe(204)
  const after = (await client.get(`${issue('DEMO-1')}?expand=changelog,names`)).json
  expect(after.fields).toMatchObject({ summary: 'Edited', description: doc('Body') })
  expect(after.fields.labels).toContain('new')
  expect(Date.parse(after.fields.updated)).toBeGreaterThan(Date.parse(before.fields.updated))
  expect(after.names.customfield_10016).toBe('Story Points')
  const items = after.changelog.histories[0].items
  expect(items.map((item: { field: string }) => item.field)).toEqual(['summary', 'labels', 'description'])
  expect(items[0]).toMatchObject({ fromString: before.fields.summary, toString: 'Edited' })
  const { json } = await client.get(`${issue('DEMO-1')}/changelog?maxResults=100`)
  expect(json.values.at(-1).items).toHaveLength(3)
  expect(json).toMatchObject({ isLast: true, total: json.values.length })
})

test('updated is strictly increasing, however fast the writes', async () => {
  const seen: number[] = []
  for (let count = 0; count < 20; count++) {
    emulator.control.edit('DEMO-2', { summary: `Edit ${count}` })
    seen.push(Date.parse((await client.get(`${issue('DEMO-2')}?fields=updated`)).json.fields.updated))
  }
  expect(seen.every((time, index) => index === 0 || time > seen[index - 1]!)).toBe(true)
})

test('the clock may be ahead, and says so in what it writes', async () => {
  const mine = await startEmulator({ issues: 1, clockSkew: 3_600_000 })
  mine.control.edit('DEMO-1', { summary: 'Later' })
  const { json } = await createClient(mine).get(`${issue('DEMO-1')}?fields=updated`)
  expect(Date.parse(json.fields.updated)).toBeGreaterThan(Date.now() + 3_500_000)
  await mine.close()
})

test.each([
  ['an unknown field', { sumary: 'x' }, { sumary: /cannot be set/ }],
  ['status', { status: { name: 'Done' } }, { status: /cannot be set/ }],
  ['text for a document', { description: 'plain' }, { description: /Atlassian Document/ }],
  ['no summary', { summary: ' ' }, { summary: /must specify/ }],
  ['a label with a space', { labels: ['a b'] }, { labels: /contains spaces/ }],
  ['a wrong priority', { priority: { name: 'Huge' } }, { priority: /invalid/ }],
  ['a wrong option', { customfield_10030: { value: 'Huge' } }, { customfield_10030: /not valid/ }],
  ['text for a number', { customfield_10016: 'five' }, { customfield_10016: /number/ }],
  ['a wrong component', { components: [{ name: 'None' }] }, { components: /not valid/ }],
])('%s is refused, and nothing changes', async (_, fields, errors) => {
  const before = (await client.get(issue('DEMO-3'))).text
  const { status, json } = await client.put(issue('DEMO-3'), { fields: { ...fields, duedate: '2030-01-01' } })
  expect(status).toBe(400)
  for (const [field, message] of Object.entries(errors)) expect(json.errors[field]).toMatch(message)
  expect((await client.get(issue('DEMO-3'))).text).toBe(before)
})

test('an issue is created, found, and deleted', async () => {
  const fields = {
    project: { key: 'DEMO' },
    issuetype: { name: 'Sub-task' },
    parent: { key: 'DEMO-1' },
    summary: 'Part',
  }
  const { status, json } = await client.post('/rest/api/3/issue', { fields })
  expect(status).toBe(201)
  expect(json.key).toBe('DEMO-11')
  const parent = (await client.get(issue('DEMO-1'))).json
  expect(parent.fields.subtasks.at(-1)).toMatchObject({ key: 'DEMO-11', fields: { summary: 'Part' } })
  expect((await client.remove(issue('DEMO-1'))).status).toBe(400)
  expect((await client.remove(issue('DEMO-11'))).status).toBe(204)
  expect((await client.get(issue('DEMO-11'))).status).toBe(404)
  expect((await client.get(issue('DEMO-1'))).json.fields.subtasks).toEqual(
    parent.fields.subtasks.filter((stub: { key: string }) => stub.key !== 'DEMO-11'),
  )
})

test('a stub shows the neighbour as it is now', async () => {
  const fields = { project: { key: 'OPS' }, issuetype: { name: 'Sub-task' }, parent: { key: 'OPS-1' }, summary: 'A' }
  const { key } = (await client.post('/rest/api/3/issue', { fields })).json
  await client.get(issue('OPS-1'))
  emulator.control.edit(key, { summary: 'B' })
  expect((await client.get(issue('OPS-1'))).json.fields.subtasks.at(-1).fields.summary).toBe('B')
})

test('transitions walk the workflow; the last one asks for a resolution', async () => {
  const key = emulator.control.create('DEMO', { summary: 'Walk' })
  const path = `${issue(key)}/transitions`
  const names = async () =>
    (await client.get(`${path}?expand=transitions.fields`)).json.transitions as { id: string; name: string }[]
  const go = async (name: string, more = {}) => {
    const id = (await names()).find(transition => transition.name === name)?.id
    return client.post(path, { transition: { id }, ...more })
  }
  expect((await go('Finish')).status).toBe(400)
  expect((await go('Start')).status).toBe(204)
  expect((await go('Ask for review')).status).toBe(204)
  expect((await names())[1]).toMatchObject({ name: 'Finish', fields: { resolution: { required: true } } })
  expect((await go('Finish')).json.errors).toEqual({ resolution: 'Resolution is required.' })
  expect((await go('Finish', { fields: { resolution: { name: 'Done' } } })).status).toBe(204)
  const { fields } = (await client.get(issue(key))).json
  expect(fields).toMatchObject({ status: { name: 'Done' }, resolution: { name: 'Done' } })
  expect(fields.resolutiondate).toMatch(/\+0000$/)
})

test('comments are added, changed and deleted, and move updated', async () => {
  const path = `${issue('DEMO-4')}/comment`
  expect((await client.post(path, { body: 'text' })).status).toBe(400)
  const made = await client.post(path, { body: doc('One') })
  expect(made.status).toBe(201)
  const changed = await client.put(`${path}/${made.json.id}`, { body: doc('Two') })
  expect(changed.json.body).toEqual(doc('Two'))
  expect(Date.parse(changed.json.updated)).toBeGreaterThan(Date.parse(changed.json.created))
  expect((await client.get(issue('DEMO-4'))).json.fields.updated).toBe(changed.json.updated)
  expect((await client.remove(`${path}/${made.json.id}`)).status).toBe(204)
  expect((await client.get(`${path}/${made.json.id}`)).status).toBe(404)
})

test('changelogs of many issues come page by page', async () => {
  const issueIdsOrKeys = Array.from({ length: 10 }, (_, index) => `DEMO-${index + 1}`)
  const ids: string[] = []
  let nextPageToken: string | undefined
  do {
    const body = { issueIdsOrKeys, maxResults: 3, ...(nextPageToken ? { nextPageToken } : {}) }
    const { json } = await client.post('/rest/api/3/changelog/bulkfetch', body)
    for (const log of json.issueChangeLogs) ids.push(...log.changeHistories.map((entry: { id: string }) => entry.id))
    nextPageToken = json.nextPageToken
  } while (nextPageToken)
  expect(ids.length).toBeGreaterThan(20)
  expect(new Set(ids).size).toBe(ids.length)
})

test('attachments redirect to a media path that takes no credentials', async () => {
  const found = await client.post('/rest/api/3/search/jql', { jql: 'attachments is not EMPTY', fields: ['attachment'] })
  const [attachment] = found.json.issues[0].fields.attachment
  const { status, headers } = await client.get(new URL(attachment.content).pathname)
  expect(status).toBe(303)
  const media = headers.get('location')!
  expect(new URL(media).pathname).toMatch(/^\/media\//)
  const whole = Buffer.from(await (await fetch(media)).arrayBuffer())
  expect(whole.length).toBe(attachment.size)
  const part = await fetch(media, { headers: { range: 'bytes=10-19' } })
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe(`bytes 10-19/${attachment.size}`)
  expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20))
  expect((await fetch(media, { headers: { authorization: 'Bearer x' } })).status).toBe(400)
  expect((await client.get('/media/1?token=x')).status).not.toBe(200)
})

test('an uploaded file comes back byte by byte', async () => {
  const bytes = Uint8Array.from({ length: 600 }, (_, index) => index % 256)
  const form = new FormData()
  form.append('file', new Blob([bytes], { type: 'application/zip' }), 'naïve "1".zip'.replaceAll('"', '-'))
  const path = `${emulator.url}${issue('DEMO-6')}/attachments`
  const authorization = `Bearer ${emulator.env.JIRA_TOKEN}`
  expect((await fetch(path, { method: 'POST', body: form, headers: { authorization } })).status).toBe(403)
  const headers = { authorization, 'x-atlassian-token': 'no-check' }
  const [attachment] = (await (await fetch(path, { method: 'POST', body: form, headers })).json()) as [never]
  expect(attachment).toMatchObject({ filename: 'naïve -1-.zip', size: 600, mimeType: 'application/zip' })
  const { content } = attachment as { content: string }
  const back = await fetch(`${content}?redirect=false`, { headers: { authorization } })
  expect(new Uint8Array(await back.arrayBuffer())).toEqual(bytes)
})

test('links are made at both ends and cut at both ends', async () => {
  const body = { type: { name: 'Blocks' }, inwardIssue: { key: 'OPS-4' }, outwardIssue: { key: 'OPS-5' } }
  expect((await client.post('/rest/api/3/issueLink', body)).status).toBe(201)
  const links = async (key: string) => (await client.get(issue(key))).json.fields.issuelinks
  const [made] = (await links('OPS-4')).slice(-1)
  expect(made).toMatchObject({ type: { outward: 'blocks' }, outwardIssue: { key: 'OPS-5' } })
  expect((await links('OPS-5')).at(-1)).toMatchObject({ id: made.id, inwardIssue: { key: 'OPS-4' } })
  expect((await client.remove(`/rest/api/3/issueLink/${made.id}`)).status).toBe(204)
  expect(JSON.stringify(await links('OPS-5'))).not.toContain(`"${made.id}"`)
})

test('what can be written is told, with the allowed values', async () => {
  const { json } = await client.get(`${issue('DEMO-1')}/editmeta`)
  expect(json.fields.priority.allowedValues).toHaveLength(5)
  expect(json.fields.customfield_10030.allowedValues[0]).toMatchObject({ value: 'Blocker' })
  expect(json.fields.status).toBeUndefined()
  const types = await client.get('/rest/api/3/issue/createmeta/DEMO/issuetypes')
  const { id } = types.json.issueTypes[0]
  const fields = (await client.get(`/rest/api/3/issue/createmeta/DEMO/issuetypes/${id}`)).json.fields
  expect(fields.find((field: { fieldId: string }) => field.fieldId === 'summary').required).toBe(true)
  const users = await client.get('/rest/api/3/user/assignable/search?query=smith&issueKey=DEMO-1')
  expect(users.json).toMatchObject([{ displayName: 'Alice Smith' }])
})

test('lists show at most 40 changelog entries', async () => {
  for (let count = 0; count < 45; count++) emulator.control.edit('OPS-3', { summary: `Edit ${count}` })
  const { json } = await client.post('/rest/api/3/issue/bulkfetch', {
    issueIdsOrKeys: ['OPS-3'],
    expand: ['changelog'],
  })
  const { histories, total } = json.issues[0].changelog
  expect(histories).toHaveLength(40)
  expect(total).toBeGreaterThanOrEqual(45)
})

test('projects, fields, boards and sprints are listed', async () => {
  const { json } = await client.get('/rest/api/3/project/search?maxResults=1')
  expect(json).toMatchObject({ total: 2, isLast: false, values: [{ key: 'DEMO' }] })
  expect((await client.get('/rest/api/3/project/OPS')).json.versions).toHaveLength(4)
  expect((await client.get('/rest/api/3/project/NONE')).status).toBe(404)
  const fields = (await client.get('/rest/api/3/field')).json
  expect(fields.find((field: { name: string }) => field.name === 'Sprint')).toMatchObject({ custom: true })
  expect((await client.get('/rest/agile/1.0/board')).json.values).toMatchObject([
    { type: 'scrum' },
    { type: 'kanban' },
    { type: 'scrum' },
    { type: 'kanban' },
  ])
  const sprints = (await client.get('/rest/agile/1.0/board/1/sprint')).json.values
  expect(sprints[0]).toMatchObject({ boardId: 1 })
})

test('a comment of somebody else may not be changed', async () => {
  const id = emulator.control.comment('DEMO-5', 'Theirs')
  const { status, json } = await client.put(`${issue('DEMO-5')}/comment/${id}`, { body: doc('Mine') })
  expect(status).toBe(400)
  expect(json.errorMessages[0]).toContain('permission')
})

test('rights that are withheld are refused, and what may not be edited has no screen', async () => {
  const mine = await startEmulator({ issues: 2, withheld: ['edit', 'create'] })
  const { get, put, post } = createClient(mine)
  expect((await get(`${issue('DEMO-1')}/editmeta`)).json.fields).toEqual({})
  expect((await put(issue('DEMO-1'), { fields: { summary: 'x' } })).status).toBe(403)
  expect((await post('/rest/api/3/issue', { fields: { project: { key: 'DEMO' } } })).status).toBe(403)
  await mine.close()
})

test('fields are taken on their screens only', async () => {
  expect((await client.put(issue('DEMO-1'), { fields: { resolution: { name: 'Done' } } })).json.errors).toEqual({
    resolution: "Field 'resolution' cannot be set. It is not on the appropriate screen, or unknown.",
  })
  const fields = {
    project: { key: 'DEMO' },
    issuetype: { name: 'Task' },
    summary: 'x',
    customfield_10030: { id: '10100' },
  }
  expect((await client.post('/rest/api/3/issue', { fields })).json.errors.customfield_10030).toMatch(/cannot be set/)
})

test('properties are kept with issues and comments', async () => {
  const fields = { project: { key: 'DEMO' }, issuetype: { name: 'Task' }, summary: 'Marked' }
  const properties = [{ key: 'mark', value: { a: 1 } }]
  const { json } = await client.post('/rest/api/3/issue', { fields, properties })
  expect((await client.get(`${issue(json.key)}/properties/mark`)).json).toMatchObject({ key: 'mark', value: { a: 1 } })
  expect((await client.get(`${issue('DEMO-1')}/properties/mark`)).status).toBe(404)
  const made = await client.post(`${issue(json.key)}/comment`, { body: doc('x'), properties })
  expect((await client.get(`/rest/api/3/comment/${made.json.id}/properties/mark`)).json.value).toEqual({ a: 1 })
  const list = async (query: string) =>
    (await client.post(`/rest/api/3/comment/list${query}`, { ids: [Number(made.json.id), 1] })).json.values
  expect(await list('?expand=properties')).toEqual([{ ...made.json, properties }])
  expect(await list('')).toEqual([made.json])
})

test('an issue goes into a sprint and out of it', async () => {
  const open = (await client.get('/rest/agile/1.0/board/1/sprint?state=active,future')).json.values
  const [sprint] = open
  expect((await client.post(`/rest/agile/1.0/sprint/${sprint.id}/issue`, { issues: ['DEMO-7'] })).status).toBe(204)
  const sprints = async () => (await client.get(issue('DEMO-7'))).json.fields.customfield_10020 ?? []
  expect((await sprints()).at(-1)).toMatchObject({ id: sprint.id })
  await client.post('/rest/agile/1.0/backlog/issue', { issues: ['DEMO-7'] })
  expect(JSON.stringify(await sprints())).not.toContain(`"id":${sprint.id}`)
  expect((await client.post('/rest/agile/1.0/sprint/1001/issue', { issues: ['DEMO-7'] })).status).toBe(400)
})

test('one issue may be written so often, fields may be ignored', async () => {
  const mine = await startEmulator({ issues: 2, issueWrites: 1, ignored: ['labels'] })
  const { get, put } = createClient(mine)
  const before = (await get(issue('DEMO-1'))).json.fields.labels
  expect((await put(issue('DEMO-1'), { update: { labels: [{ add: 'x' }] } })).status).toBe(204)
  expect((await get(issue('DEMO-1'))).json.fields.labels).toEqual(before)
  const { status, headers } = await put(issue('DEMO-1'), { fields: { summary: 'x' } })
  expect([status, headers.get('ratelimit-reason')]).toEqual([429, 'jira-per-issue-on-write'])
  expect((await put(issue('DEMO-2'), { fields: { summary: 'x' } })).status).toBe(204)
  await mine.close()
})
