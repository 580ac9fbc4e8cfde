import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldDirectory } from '../model/field-directory.ts'
import { type RawIssue, toIssue } from '../model/issue.ts'
import { issueDocument } from './document.ts'

const site = 'https://jira.test'
const custom = (id: number, name: string, kind: string) => ({
  id: `customfield_${id}`,
  name,
  schema: { custom: `com.atlassian.jira.plugin.system.customfieldtypes:${kind}` },
})
const directory = fieldDirectory([
  { id: 'summary', name: 'Summary' },
  custom(1, 'Story Points', 'float'),
  custom(2, 'Team', 'select'),
  custom(3, 'Team', 'select'),
  custom(4, 'Steps', 'textarea'),
  custom(5, 'Platform', 'cascadingselect'),
  custom(6, 'Sprint', 'gh-sprint'),
  custom(7, 'Rank', 'gh-lexo-rank'),
  custom(8, 'Status', 'select'),
  custom(9, 'Reviewers', 'multiuserpicker'),
  custom(10, 'Go live', 'datetime'),
])
const render = (fields: Record<string, unknown>) =>
  issueDocument(toIssue({ id: '1', key: 'PROJ-1', fields } as RawIssue, directory), site)
const present = (front: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(front).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )

describe('an issue as a document', () => {
  it('says its system fields in a stable order, without empty ones', () => {
    const { front, title, state } = render({
      summary: 'Login  fails\n on Safari',
      issuetype: { name: 'Bug' },
      status: { name: 'In Progress', statusCategory: { key: 'indeterminate' } },
      priority: { name: 'High' },
      resolution: null,
      assignee: { displayName: 'Alice Smith', accountId: 'a1' },
      reporter: { name: 'bob', key: 'bob' },
      labels: ['login', 'safari'],
      components: [{ name: 'Web' }],
      versions: [{ name: '1.0' }],
      fixVersions: [],
      subtasks: [{ key: 'PROJ-7', fields: { summary: 'x' } }],
      issuelinks: [
        { type: { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }, outwardIssue: { key: 'PROJ-50' } },
        { type: { name: 'Blocks', inward: 'is blocked by', outward: 'blocks' }, inwardIssue: { key: 'PROJ-2' } },
      ],
      duedate: '2026-02-01',
      timespent: 5400,
      votes: { votes: 0 },
      watches: { watchCount: 3 },
      environment: ' Safari 17 ',
      created: '2026-01-02T03:04:05.000+0100',
      updated: '2026-01-09T10:11:12.345+0000',
      attachment: [
        { id: '12', filename: 'a.png', size: 2 },
        { id: '9', filename: 'a.png', size: 1 },
      ],
    })
    expect(title).toBe('Login fails on Safari')
    expect(state).toBe('open')
    expect(Object.entries(present(front))).toEqual([
      ['key', 'PROJ-1'],
      ['url', 'https://jira.test/browse/PROJ-1'],
      ['type', 'Bug'],
      ['status', 'In Progress'],
      ['priority', 'High'],
      ['assignee', 'Alice Smith'],
      ['reporter', 'bob'],
      ['labels', ['login', 'safari']],
      ['components', ['Web']],
      ['affects', ['1.0']],
      ['subtasks', ['PROJ-7']],
      ['links', ['blocks PROJ-50', 'is blocked by PROJ-2']],
      ['due', '2026-02-01'],
      ['time spent', '1h 30m'],
      ['watchers', 3],
      ['environment', 'Safari 17'],
      ['created', '2026-01-02T02:04:05Z'],
      ['updated', '2026-01-09T10:11:12Z'],
      ['attachments', ['PROJ-1/attachments/a.png', 'PROJ-1/attachments/a-12.png']],
    ])
  })

  it('calls custom fields by their human names', () => {
    const { front, sections } = render({
      customfield_1: 5,
      customfield_2: { value: 'Blue', id: '1' },
      customfield_3: { value: 'Red' },
      customfield_4: 'one *line*',
      customfield_5: { value: 'Desktop', child: { value: 'Linux' } },
      customfield_6: [
        'com.atlassian.greenhopper.service.sprint.Sprint@1f[id=7,rapidViewId=3,state=CLOSED,name=Sprint 1, the first,goal=]',
        { id: 8, name: 'Sprint 2', state: 'active', boardId: 3 },
      ],
      customfield_7: '0|i000:',
      customfield_8: { value: 'Amber' },
      customfield_9: [{ displayName: 'Ann' }, { displayName: 'Ben' }],
      customfield_10: '2026-01-02T03:04:05.000+0000',
      customfield_99: 'not listed',
      customfield_98: [],
    })
    expect(present(front)).toEqual({
      key: 'PROJ-1',
      url: 'https://jira.test/browse/PROJ-1',
      sprint: ['Sprint 1, the first', 'Sprint 2'],
      'Go live': '2026-01-02T03:04:05Z',
      Platform: 'Desktop / Linux',
      Reviewers: ['Ann', 'Ben'],
      'Status (8)': 'Amber',
      'Story Points': 5,
      'Team (2)': 'Blue',
      'Team (3)': 'Red',
      customfield_99: 'not listed',
    })
    expect(sections?.map(({ id, title, text }) => [id, title, text.format])).toEqual([
      ['customfield_4', 'Steps', 'wiki'],
    ])
  })

  it('reads a body by its type', () => {
    const doc = { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Hi' }] }] }
    const adf = render({ description: doc, environment: doc })
    expect(adf.body.format).toBe('adf')
    expect(adf.body.blocks[0]?.origin).toEqual(doc.content[0])
    expect(adf.front.environment).toBe('Hi')
    const wiki = render({ description: 'h1. Hi', environment: 'one\r\ntwo' })
    expect(wiki.body.format).toBe('wiki')
    expect(wiki.front.environment).toBeUndefined()
    expect(wiki.sections?.[0]?.title).toBe('Environment')
  })

  it('tells who wrote a comment, when, and for whom', () => {
    const { comments } = render({
      comment: {
        total: 3,
        comments: [
          {
            id: '10',
            author: { accountId: 'a1', displayName: 'Alice' },
            body: 'First',
            created: '2026-01-03T09:00:00.000+0000',
            updated: '2026-01-03T09:00:00.200+0000',
          },
          {
            id: '11',
            body: 'Second',
            created: '2026-01-03T10:00:00.000+0000',
            updated: '2026-01-04T09:00:00.000+0000',
            visibility: { type: 'role', value: 'Developers' },
          },
          { id: '12', body: 'Third', created: '2026-01-03T11:00:00.000+0000', jsdPublic: false },
        ],
      },
    })
    expect(comments?.map(({ text, ...rest }) => rest)).toEqual([
      { id: '10', author: 'Alice', authorId: 'a1', at: '2026-01-03T09:00:00Z' },
      {
        id: '11',
        author: 'Anonymous',
        at: '2026-01-03T10:00:00Z',
        edited: '2026-01-04T09:00:00Z',
        note: 'only Developers',
      },
      { id: '12', author: 'Anonymous', at: '2026-01-03T11:00:00Z', note: 'internal' },
    ])
  })

  it('is closed when its status is done', () => {
    expect(render({ status: { name: 'Done', statusCategory: { key: 'done' } } }).state).toBe('closed')
    expect(render({ resolution: { name: 'Fixed' } }).state).toBe('closed')
  })

  it('renders any JSON', () => {
    const names = ['status', 'comment', 'attachment', 'issuelinks', 'environment', 'description', 'created', 'sprint']
    const field = fc.oneof(
      fc.constantFrom(...names),
      fc.integer({ min: 1, max: 12 }).map(n => `customfield_${n}`),
    )
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), fields => {
        const issue = JSON.parse(JSON.stringify(toIssue({ id: '1', key: 'PROJ-1', fields }, directory)))
        expect(issueDocument(issue, site)).toEqual(issueDocument(issue, site))
      }),
      { numRuns: 300 },
    )
  })
})

const data = fileURLToPath(new URL('../../../../shared/data/jira/', import.meta.url))

describe.skipIf(!existsSync(data))('real issues (skipped where the archive is absent)', () => {
  const archives = existsSync(data) ? readdirSync(data).filter(name => name.endsWith('.jsonl.gz')) : []
  it.each(archives)('%s', name => {
    const lines = gunzipSync(readFileSync(`${data}${name}`))
      .toString()
      .trim()
      .split('\n')
    for (const line of lines) {
      const raw = JSON.parse(line) as RawIssue
      const document = issueDocument(toIssue(raw, directory), site)
      expect(document.front.key).toBe(raw.key)
      expect(document.front.updated).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
      expect(JSON.stringify(document.front)).not.toContain('[object')
    }
  })
})
