import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from './client.test-support.ts'
import type { Emulator } from './contract.ts'
import { startEmulator } from './start.ts'

const goLive = 'customfield_10037'

describe.each(['cloud', 'data-center'] as const)('what Jira refuses (%s)', flavour => {
  const api = `/rest/api/${flavour === 'cloud' ? 3 : 2}`
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ flavour, issues: 5 })
  })
  afterAll(() => emulator.close())
  const client = () => createClient(emulator)

  it.each([
    ['nothing', {}, 'one of'],
    ['a field in both', { fields: { labels: ['a'] }, update: { labels: [{ add: 'b' }] } }, 'cannot appear in both'],
    ['an addition to one value', { update: { priority: [{ add: { name: 'Low' } }] } }, 'Unsupported operation'],
    [
      'a person by the name shown',
      { fields: { assignee: { accountId: 'Alice Smith', name: 'Alice Smith' } } },
      'exist',
    ],
    ['a time without its zone', { fields: { [goLive]: '2027-01-31T09:00:00' } }, 'Error parsing time'],
    ['a time in UTC’s short form', { fields: { [goLive]: '2027-01-31T09:00:00Z' } }, 'Error parsing time'],
    ['an estimate without blanks', { fields: { timetracking: { originalEstimate: '1h30m' } } }, 'Estimates'],
  ])('an edit of %s', async (_what, body, words) => {
    const { status, json } = await client().put(`${api}/issue/DEMO-1`, body)
    expect(status).toBe(400)
    expect(JSON.stringify(json)).toContain(words)
  })

  it('a search for people without a word', async () => {
    const word = flavour === 'cloud' ? 'query' : 'username'
    expect((await client().get(`${api}/user/search?${word}=`)).status).toBe(400)
    expect((await client().get(`${api}/user/search?${word}=ali`)).json).toMatchObject([{ displayName: 'Alice Smith' }])
    expect((await client().get(`${api}/user/search?${word}=lice`)).json).toEqual([])
    expect((await client().get(`${api}/user/assignable/search?${word}=ali`)).status).toBe(400)
    const other = flavour === 'cloud' ? 'username' : 'query'
    expect((await client().get(`${api}/user/search?${other}=alice`)).status).toBe(400)
  })

  it('links of an issue to itself, sprints of boards without any, moves of nothing', async () => {
    const itself = { type: { name: 'Blocks' }, inwardIssue: { key: 'DEMO-1' }, outwardIssue: { key: 'DEMO-1' } }
    expect((await client().post(`${api}/issueLink`, itself)).status).toBe(400)
    expect((await client().get('/rest/agile/1.0/board/101/sprint')).status).toBe(400)
    expect((await client().get('/rest/agile/1.0/board/999/sprint')).status).toBe(404)
    expect((await client().post('/rest/agile/1.0/backlog/issue', { issues: ['DEMO-999'] })).status).toBe(400)
  })

  it('to tell all fields of a new issue at once', async () => {
    const path = `${api}/issue/createmeta/DEMO/issuetypes`
    const types = (await client().get(path)).json
    const [type] = types.issueTypes ?? types.values
    const first = (await client().get(`${path}/${type.id}?maxResults=200`)).json
    const fields = first.fields ?? first.values
    expect(first.total).toBeGreaterThan(fields.length)
  })
})
