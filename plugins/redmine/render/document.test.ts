import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { startEmulator } from '../emulator/index.ts'
import { type History, toHistory } from '../model/history.ts'
import { type Issue, type RawIssue, toIssue } from '../model/issue.ts'
import { versionOf } from '../model/version.ts'
import { issueDocument } from './document.ts'
import { historyDocument } from './history.ts'

const url = 'https://redmine.acme.test'
const context = { project: 'demo', isClosing: () => false }
const rendered = (raw: object, markup: 'markdown' | 'textile' = 'markdown') => {
  return issueDocument(toIssue({ id: 7, ...raw } as RawIssue, context), { url, markup })
}

/** JSON that breaks when it is asked for its text or number. */
const HOSTILE = { toString: 1, valueOf: 'x' }

const FIELDS = [
  ...[
    'project',
    'tracker',
    'status',
    'priority',
    'author',
    'assigned_to',
    'category',
    'fixed_version',
    'parent',
    'subject',
  ],
  ...[
    'description',
    'start_date',
    'due_date',
    'done_ratio',
    'is_private',
    'estimated_hours',
    'spent_hours',
    'custom_fields',
  ],
  ...[
    'created_on',
    'updated_on',
    'closed_on',
    'children',
    'attachments',
    'relations',
    'journals',
    'watchers',
    'changesets',
  ],
]

describe('the document of an issue', () => {
  it('renders any JSON', () => {
    const nested = fc.letrec(tie => ({
      value: fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.array(tie('named'), { maxLength: 3 }), tie('named')),
      named: fc.record(
        Object.fromEntries(
          [
            ...['id', 'name', 'value', 'notes', 'user', 'details', 'property', 'old_value', 'new_value', 'filename'],
            ...['filesize', 'issue_id', 'issue_to_id', 'relation_type', 'delay', 'created_on', 'private_notes'],
          ].map(name => [
            name,
            fc.oneof(
              fc.jsonValue({ maxDepth: 1 }),
              fc.constantFrom<unknown>(1, 7, '__proto__', 'constructor', HOSTILE),
            ),
          ]),
        ),
        { requiredKeys: [] },
      ),
    })).value
    const raw = fc.record(Object.fromEntries(FIELDS.map(name => [name, nested])), { requiredKeys: [] })
    fc.assert(
      fc.property(raw, fc.constantFrom('markdown', 'textile'), (fields, markup) => {
        rendered(fields, markup as 'markdown')
        versionOf({ id: 7, ...fields }, 0)
        historyDocument(toHistory({ id: 7, ...fields }, 'demo', { status_id: { 1: 'New' } }), url)
      }),
      { numRuns: 400 },
    )
  })

  it('shows custom fields under their names, and tells those of one name apart', () => {
    const custom_fields = [
      { id: 1, name: 'Team', value: 'A' },
      { id: 2, name: 'Team', value: 'B' },
      { id: 3, name: 'status', value: 'x' },
      { id: 4, name: '42', value: 'y' },
      { id: 5, name: 'Empty', value: '' },
      { id: 6, name: 'Many', multiple: true, value: ['p', 'q'] },
      { id: 7, name: 'Long', value: 'two\r\nlines' },
    ]
    const { front, sections } = rendered({ custom_fields })
    expect(front).toMatchObject({ Team: 'A', 'Team (2)': 'B', 'status (3)': 'x', '42 (4)': 'y', Many: ['p', 'q'] })
    expect(front).not.toHaveProperty('Empty')
    expect(sections).toMatchObject([{ id: 'cf_7', title: 'Long' }])
  })

  it('gives attachments of one name different ones, oldest first', () => {
    const attachments = [
      { id: 12, filename: 'A.png', filesize: 2 },
      { id: 10, filename: 'a.png', filesize: 1 },
      { id: 11, filename: '', filesize: 1 },
    ]
    const { front } = rendered({ attachments })
    expect(front.attachments).toEqual(['7/attachments/a.png', '7/attachments/A-12.png'])
  })

  it('sees relations from both ends', () => {
    const relation = (issue_id: number, issue_to_id: number, relation_type: string, delay: number | null = null) => {
      return { id: 1, issue_id, issue_to_id, relation_type, delay }
    }
    const relations = [
      relation(7, 8, 'blocks'),
      relation(8, 7, 'precedes', 2),
      relation(8, 7, 'duplicates'),
      relation(7, 9, 'constructor'),
    ]
    expect(rendered({ relations }).front.links).toEqual([
      'blocks #8',
      'follows #8 (2 days)',
      'is duplicated by #8',
      'constructor #9',
    ])
  })

  it('orders journals, whatever order the account prefers, and leaves out those that say nothing', () => {
    const journal = (id: number, notes: string | null) => ({ id, notes, created_on: '2026-01-02T03:04:05Z' })
    const journals = [journal(3, 'third'), journal(2, null), journal(4, ''), journal(1, 'first')]
    expect(rendered({ journals }).comments?.map(({ id }) => id)).toEqual(['1', '3'])
  })

  it.each(['markdown', 'textile'] as const)('loses no word of generated texts (%s)', async textFormat => {
    const emulator = await startEmulator({ issues: 150, projects: ['demo'], textFormat })
    const words = (text: unknown) => (typeof text === 'string' ? (text.match(/[\p{L}\p{N}]{2,}/gu) ?? []) : [])
    for (let id = 1; id <= 150; id += 1) {
      const answer = await fetch(`${emulator.url}/issues/${id}.json?include=journals`, {
        headers: { 'X-Redmine-API-Key': 'k' },
      })
      const { issue } = (await answer.json()) as { issue: RawIssue & { journals: readonly { notes: string }[] } }
      const document = rendered(issue, textFormat)
      const texts = [document.body, ...(document.comments ?? []).map(({ text }) => text)]
      const shown = new Set(words(JSON.stringify(texts.map(({ blocks }) => blocks.map(({ markdown }) => markdown)))))
      for (const source of [issue.description, ...issue.journals.map(({ notes }) => notes)]) {
        const said = words(source).filter(word => !/^(?:h2|bq|pre|code|class)$/.test(word))
        expect(said.filter(word => !shown.has(word) && !shown.has(`n${word}`))).toEqual([])
      }
    }
    await emulator.close()
  })
})

it('a history says what ids it knows by name', () => {
  const details = [
    { property: 'attr', name: 'status_id', old_value: '1', new_value: '9' },
    { property: 'attr', name: 'parent_id', old_value: null, new_value: '3' },
    { property: 'cf', name: '4', old_value: null, new_value: 'high' },
    { property: 'relation', name: 'blocks', old_value: null, new_value: '8' },
    { property: 'attr', name: 'description', old_value: 'x'.repeat(999), new_value: 'y' },
  ]
  const journals = [{ id: 1, user: { id: 1, name: 'A' }, notes: 'secret', created_on: '2026-01-02T03:04:05Z', details }]
  const raw = { id: 7, subject: 'S', journals, custom_fields: [{ id: 4, name: 'Severity' }] }
  const history: History = toHistory(raw, 'demo', { status_id: { 1: 'New', 2: 'Other' } })
  const text = JSON.stringify(historyDocument(history, url).body)
  for (const line of [
    'status: New → #9',
    'parent: none → #3',
    'Severity: none → high',
    'blocks: none → #8',
    `${'x'.repeat(200)}… → y`,
  ]) {
    expect(text).toContain(line)
  }
  expect(JSON.stringify(history)).not.toContain('secret')
  expect(JSON.stringify(history)).not.toContain('Other')
})

it('an entity stays small', () => {
  const issue: Issue = toIssue({ id: 7, subject: 'S', due_date: null, custom_fields: [] } as RawIssue, context)
  expect(issue).toEqual({ id: 7, project: 'demo', fields: { id: 7, subject: 'S' }, attachments: [], closed: false })
})
