import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Client, createClient } from './client.test-support.ts'
import { type Emulator, startEmulator } from './index.ts'

let emulator: Emulator
let client: Client
beforeAll(async () => {
  emulator = await startEmulator({ issues: 0, projects: ['A', 'B'], timeZone: 'America/New_York' })
  client = createClient(emulator)
  const { control } = emulator
  const me = { accountId: (await client.get('/rest/api/3/myself')).json.accountId }
  control.create('A', { summary: 'Login fails on Safari', labels: ['web'], priority: { name: 'High' }, assignee: me })
  control.create('A', { summary: 'Export job', description: 'The nightly "full export" stops.', duedate: '2026-03-01' })
  control.create('B', { summary: 'An epic', issuetype: { name: 'Epic' }, components: [{ name: 'Login form' }] })
  control.create('B', {
    summary: 'Its story',
    issuetype: { name: 'Story' },
    parent: { key: 'B-1' },
    customfield_10016: 5,
    customfield_10030: { value: 'Minor' },
    fixVersions: [{ name: '2.1 "Next"' }],
  })
  for (let count = 0; count < 9; count++) control.create('A', { summary: `Filler ${count}`, labels: ['filler'] })
  control.edit('A-2', { status: 'Done' })
  control.comment('A-1', 'Seen with Łódź too')
})
afterAll(() => emulator.close())

const most = 'labels = filler OR'
describe('matches', () => {
  test.each([
    ['project = A AND key < A-3', 'A-1 A-2'],
    ['project = "a project" AND labels is EMPTY', 'A-2'],
    ['issuekey > "A-9" ORDER BY issuekey ASC', 'A-10 A-11'],
    ['issuekey >= A-10 ORDER BY issuekey DESC', 'A-11 A-10'],
    ['key in (B-1, A-1)', 'A-1 B-1'],
    ['key > A-9999', ''],
    ['status = Done', 'A-2'],
    ['statusCategory != "To Do"', 'A-2'],
    ['labels = web', 'A-1'],
    ['labels != filler', 'A-1'],
    ['labels not in (filler, nothing)', 'A-1'],
    ['priority > Medium', 'A-1'],
    ['priority = 2', 'A-1'],
    ['assignee = currentUser()', 'A-1'],
    ['assignee is not EMPTY', 'A-1'],
    ['NOT (labels = filler) AND project = A', 'A-1 A-2'],
    ['!labels = filler && project = A', 'A-1 A-2'],
    ['project = B OR labels = web AND priority = High', 'A-1 B-1 B-2'],
    ['(project = B OR labels = web) AND priority = High', 'A-1'],
    ['type = Epic', 'B-1'],
    ['issuetype in (Epic, Story)', 'B-1 B-2'],
    ['parent = B-1', 'B-2'],
    ['component = "Login form"', 'B-1'],
    ['fixVersion = "2.1 \\"Next\\""', 'B-2'],
    ['cf[10016] >= 5', 'B-2'],
    ['"Story Points" = 5', 'B-2'],
    ["Severity = 'Minor'", 'B-2'],
    ['summary ~ "safari login"', 'A-1'],
    ['summary ~ "exp*"', 'A-2'],
    ['summary ~ "exp"', ''],
    ['description ~ "\\"full export\\""', 'A-2'],
    ['text ~ łódź', 'A-1'],
    ['comment ~ seen', 'A-1'],
    ['due <= 2026-03-01', 'A-2'],
    ['resolution is EMPTY AND key = A-2', 'A-2'],
    ['updated >= -1d AND project = B', 'B-1 B-2'],
    ['created > now()', ''],
    ['created >= startOfYear() AND project = B', 'B-1 B-2'],
    ['project = B ORDER BY priority DESC, key DESC', 'B-1 B-2'],
  ])('%s', async (jql, expected) => {
    const found = await client.keys(jql)
    const sorted = /ORDER BY issuekey/.test(jql) ? found : found.toSorted()
    expect(sorted.join(' ')).toBe(expected)
  })

  test('the order of several fields', async () => {
    expect(await client.keys(`${most} project = B ORDER BY project DESC, created DESC`)).toEqual([
      'B-2',
      'B-1',
      ...Array.from({ length: 9 }, (_, index) => `A-${11 - index}`),
    ])
  })
})

test.each([
  ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
  ['status = Nope', "The value 'Nope' does not exist for the field 'status'."],
  ['sttus = Done', "Field 'sttus' does not exist or you do not have permission to view it."],
  ['key = A-999', "An issue with key 'A-999' does not exist for field 'key'."],
  ['status ~ Done', "The operator '~' is not supported by the 'status' field."],
  ['updated > tomorrow', /^Date value 'tomorrow' for field 'updated' is invalid\./],
  ['updated > "1732877091000"', /^Date value '1732877091000' for field 'updated' is invalid\./],
  ['project', /^Error in the JQL Query: Expecting operator before the end of the query\./],
  ['project project = A', /Expecting operator but got 'project'\. The valid operators are .* \(line 1, character 9\)$/],
  [
    'project = A project = B',
    "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'project'. (line 1, character 13)",
  ],
  ['project = "A', "Error in the JQL Query: The quoted string 'A' has not been completed. (line 1, character 11)"],
  ['summary ~ a@b', /The character '@' is a reserved JQL character.*'\\u0040' instead\. \(line 1, character 12\)$/],
  ['(project = A', /^Error in the JQL Query: Expecting '\)' before the end of the query\./],
  ['assignee = magic()', "Unable to find JQL function 'magic()'."],
])('%s is refused', async (jql, message) => {
  const { status, json } = await client.post('/rest/api/3/search/jql', { jql })
  expect(status).toBe(400)
  expect(json.errorMessages).toHaveLength(1)
  if (typeof message === 'string') expect(json.errorMessages[0]).toBe(message)
  else expect(json.errorMessages[0]).toMatch(message)
})
