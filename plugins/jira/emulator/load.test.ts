import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import { createClient } from './client.test-support.ts'
import { type Emulator, type EmulatorOptions, startEmulator } from './index.ts'

let emulator: Emulator | undefined
afterEach(() => emulator?.close())

async function start(options: EmulatorOptions) {
  emulator = await startEmulator(options)
  return createClient(emulator)
}

const user = { name: 'ann', key: 'ann', displayName: 'Ann' }
const object = {
  id: '77',
  key: 'X-5',
  names: { customfield_9: 'Colour' },
  fields: {
    project: { id: '9', key: 'X', name: 'The X' },
    summary: 'One',
    status: { id: '1', name: 'Open' },
    issuetype: { id: '1', name: 'Bug', subtask: false },
    created: '2020-01-01T10:00:00.000+0100',
    updated: '2020-01-02T00:00:00.000+0000',
    assignee: user,
    description: 'Line *one*\r\nline two\r\n\r\n[{}] & more',
    customfield_9: 'red',
    components: [{ id: '3', name: 'Core' }],
    issuelinks: [
      { id: '1', type: { id: '1', name: 'R' }, outwardIssue: { id: '5', key: 'Y-1', fields: { summary: 's' } } },
    ],
    comment: { comments: [{ id: '1', author: user, body: 'a', created: '2020-01-01T10:00:00.000+0000' }], total: 9 },
  },
}

async function withFile(bytes: string | Buffer, use: (file: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'emulator-'))
  const file = join(folder, 'issues.jsonl')
  writeFileSync(file, bytes)
  try {
    await use(file)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

test('a plain file on Data Center: objects come back as they were', () =>
  withFile(`${JSON.stringify(object)}\n\n`, async file => {
    const client = await start({ flavour: 'data-center', load: file })
    expect(emulator?.summary).toBe('Jira Data Center: 1 issues in X')
    const { json } = await client.get('/rest/api/2/issue/X-5?expand=names')
    expect(json).toMatchObject({ id: '77', key: 'X-5', names: { customfield_9: 'Colour' } })
    const { created, description, customfield_9, issuelinks, comment } = json.fields
    expect(created).toBe('2020-01-01T09:00:00.000+0000')
    expect(description).toBe(object.fields.description)
    expect(customfield_9).toBe('red')
    expect(issuelinks[0].outwardIssue).toEqual(object.fields.issuelinks[0]!.outwardIssue)
    expect(comment).toMatchObject({ total: 1, comments: [{ body: 'a', author: { name: 'ann' } }] })
    expect((await client.get('/rest/api/2/project/X')).json).toMatchObject({
      name: 'The X',
      components: [{ name: 'Core' }],
    })
    expect((await client.post('/rest/api/2/search', { jql: 'Colour ~ red' })).status).toBe(400)
    expect((await client.post('/rest/api/2/search', { jql: 'assignee = ann' })).json.total).toBe(1)
  }))

test('a gzip file on Cloud: bodies become paragraphs with the text verbatim', () =>
  withFile(gzipSync(JSON.stringify(object)), async file => {
    const client = await start({ load: [file] })
    const { fields } = (await client.get('/rest/api/3/issue/X-5')).json
    expect(fields.description.content).toEqual([
      {
        type: 'paragraph',
        content: [{ type: 'text', text: 'Line *one*' }, { type: 'hardBreak' }, { type: 'text', text: 'line two' }],
      },
      { type: 'paragraph', content: [{ type: 'text', text: '[{}] & more' }] },
    ])
    expect(fields.assignee.accountId).toMatch(/^[0-9a-f]{24}$/)
    expect(fields.assignee.name).toBeUndefined()
    expect(emulator?.control.create('X', { summary: 'Two' })).toBe('X-6')
  }))

test('a bad line is named', () =>
  withFile('{"key": 1\n', async file => {
    await expect(startEmulator({ load: file })).rejects.toThrow(/issues\.jsonl, line 1/)
  }))

const data = (name: string) => fileURLToPath(new URL(`../../../../shared/data/jira/${name}.jsonl.gz`, import.meta.url))
const files = [data('DAEMON'), data('MOD')]

describe.skipIf(!files.every(file => existsSync(file)))('real exports (absent here when skipped)', () => {
  test.each(['cloud', 'data-center'] as const)('load in %s', async flavour => {
    const client = await start({ flavour, load: files })
    expect(emulator?.summary).toContain('684 issues in DAEMON, MOD')
    const jql = 'project in (DAEMON, MOD) ORDER BY key ASC'
    if (flavour === 'cloud') {
      const keys = await client.keys(jql)
      expect(keys).toHaveLength(684)
      const body = { issueIdsOrKeys: keys.slice(0, 100), fields: ['*all'] }
      const { json } = await client.post('/rest/api/3/issue/bulkfetch', body)
      expect(json.issues).toHaveLength(100)
      return
    }
    const { json } = await client.post('/rest/api/2/search', { jql, fields: ['*all'], maxResults: 1000 })
    expect(json.issues).toHaveLength(684)
    for (const { fields } of json.issues) expect(fields.comment.comments).toHaveLength(fields.comment.total)
    expect((await client.get('/rest/api/2/project/MOD')).json.name).toBe('Appcelerator Modules')
    expect(
      (await client.post('/rest/api/2/search', { jql: 'status = Closed AND priority = Low' })).json.total,
    ).toBeGreaterThan(0)
  })
})
