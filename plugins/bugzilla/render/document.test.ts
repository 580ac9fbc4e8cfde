import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printDocument } from '../../../framework/markdown/index.ts'
import { attachmentsOf } from '../model/attachment.ts'
import { type Bug, type RawBug, toBug } from '../model/bug.ts'
import { fieldDirectory } from '../model/field-directory.ts'
import { bugDocument } from './document.ts'

const site = 'https://bugs.test'
const directory = fieldDirectory({
  fields: [
    { name: 'cf_ref', display_name: 'Reference', type: 1 },
    { name: 'cf_team', display_name: 'Team', type: 2 },
    { name: 'cf_group', display_name: 'team', type: 2 },
    { name: 'cf_notes', display_name: 'Notes', type: 4 },
    { name: 'cf_status', display_name: 'Status', type: 2 },
    { name: 'cf_year', display_name: '2026', type: 2 },
    { name: 'cf_day', display_name: 'Day', type: 5 },
    { name: 'bug_id', display_name: 'Bug #', type: 0 },
  ],
})
const bugOf = (fields: object, comments: readonly unknown[] = [], attachments: readonly unknown[] = []): Bug =>
  toBug({ id: 7, product: 'Widget', ...fields } as unknown as RawBug, directory, comments, attachmentsOf(attachments))
const render = (...parts: Parameters<typeof bugOf>) => bugDocument(bugOf(...parts), site)
const textOf = (bug: Bug) => new TextDecoder().decode(printDocument(bugDocument(bug, site)).bytes)
const present = (front: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(front).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )

describe('a bug as a document', () => {
  it('says its fields in a stable order, without empty ones', () => {
    const { front, title, state } = render({
      summary: 'Crash  on\nstart',
      alias: ['boom'],
      classification: 'Unclassified',
      component: 'Core',
      status: 'RESOLVED',
      resolution: 'DUPLICATE',
      dupe_of: 3,
      is_open: false,
      is_confirmed: true,
      priority: '---',
      severity: 'normal',
      assigned_to: 'ann@example.test',
      assigned_to_detail: { name: 'ann@example.test', real_name: 'Ann' },
      creator: 'bob@example.test',
      qa_contact: '',
      cc: ['eve@example.test'],
      keywords: ['crash'],
      target_milestone: '---',
      depends_on: [1, 2],
      blocks: [],
      see_also: ['https://other.test/1'],
      url: 'https://page.test',
      deadline: '2026-03-01',
      flags: [{ name: 'needinfo', status: '?', requestee: 'ann@example.test', setter: 'bob@example.test' }],
      estimated_time: 0,
      actual_time: 1.5,
      update_token: 'changes each time',
      creation_time: '2026-01-02T03:04:05Z',
      last_change_time: '2026-01-03T04:05:06+01:00',
      votes: 0,
      is_cc_accessible: true,
      is_creator_accessible: false,
      regressed_by: [5],
      cf_ref: 'EXT-1',
    })
    expect(title).toBe('Crash on start')
    expect(state).toBe('closed')
    expect(Object.entries(present(front))).toEqual([
      ['key', 7],
      ['url', 'https://bugs.test/show_bug.cgi?id=7'],
      ['alias', ['boom']],
      ['product', 'Widget'],
      ['component', 'Core'],
      ['status', 'RESOLVED'],
      ['resolution', 'DUPLICATE'],
      ['duplicate of', 3],
      ['severity', 'normal'],
      ['assignee', 'ann@example.test'],
      ['reporter', 'bob@example.test'],
      ['cc', ['eve@example.test']],
      ['keywords', ['crash']],
      ['depends on', [1, 2]],
      ['see also', ['https://other.test/1']],
      ['link', 'https://page.test'],
      ['flags', ['needinfo? ann@example.test (set by bob@example.test)']],
      ['deadline', '2026-03-01'],
      ['actual hours', 1.5],
      ['Reference', 'EXT-1'],
      ['is creator accessible', false],
      ['regressed by', [5]],
      ['created', '2026-01-02T03:04:05Z'],
      ['updated', '2026-01-03T03:05:06Z'],
    ])
  })

  it('calls custom fields by their labels, and long ones sections', () => {
    const { front, sections } = render({
      cf_team: 'Blue',
      cf_group: 'Red',
      cf_notes: 'one line',
      cf_status: 'fixed',
      cf_year: 'x',
      cf_day: '2026-01-02T03:04:05Z',
      cf_unlisted: ['a', 'b'],
      cf_none: '---',
    })
    expect(present(front)).toEqual({
      key: 7,
      url: 'https://bugs.test/show_bug.cgi?id=7',
      product: 'Widget',
      '2026 (cf_year)': 'x',
      Day: '2026-01-02T03:04:05Z',
      'Status (cf_status)': 'fixed',
      'Team (cf_team)': 'Blue',
      cf_unlisted: ['a', 'b'],
      'team (cf_group)': 'Red',
    })
    expect(sections).toEqual([
      {
        id: 'cf_notes',
        title: 'Notes',
        text: { format: 'plain', blocks: [{ markdown: 'one line', origin: 'one line' }] },
      },
    ])
  })

  it('tells who wrote a comment, when, for whom, and what it is about', () => {
    const comments = [
      { id: 1, count: 0, text: 'The description', is_private: true, tags: ['spam'], creator: 'a@b.test' },
      { id: 2, count: 1, text: 'Two', creator: 'ann@example.test', creation_time: '2026-01-03T09:00:00Z', tags: [] },
      {
        id: 3,
        count: 2,
        text: '**x**',
        is_markdown: true,
        is_private: true,
        tags: ['off-topic', 'x'],
        attachment_id: 9,
      },
      'nonsense',
    ]
    const attachments = [{ id: 9, file_name: 'old.txt', is_obsolete: 1, size: 3 }]
    const document = render({ creation_time: '2026-01-02T03:04:05Z' }, comments, attachments)
    expect(document.body.blocks[0]?.markdown).toBe('The description')
    expect(present(document.front)).toMatchObject({
      description: 'private',
      'description tags': ['spam'],
      'obsolete attachments': ['7/attachments/old.txt'],
    })
    expect(document.comments?.map(({ text, ...rest }) => [rest, text.format])).toEqual([
      [{ id: '2', author: 'ann@example.test', authorId: 'ann@example.test', at: '2026-01-03T09:00:00Z' }, 'plain'],
      [
        {
          id: '3',
          author: 'Unknown',
          at: '2026-01-02T03:04:05Z',
          note: 'private; tags: off-topic, x; obsolete attachment old.txt',
        },
        'markdown',
      ],
    ])
  })

  it('has no body where the description may not be seen', () => {
    const { body, comments } = render({}, [{ id: 2, count: 1, text: 'The second' }])
    expect(body.blocks).toEqual([])
    expect(comments).toHaveLength(1)
  })

  it('lists attachments with what people said of them', () => {
    const attachments = [
      { id: 12, file_name: 'a.png', size: 5, content_type: 'image/png', creator: 'ann@example.test', is_private: 1 },
      {
        id: 9,
        file_name: 'a.png',
        summary: 'A *patch*',
        is_patch: 1,
        is_obsolete: true,
        flags: [{ name: 'review', status: '+' }],
      },
      { id: 13, creation_time: '2026-01-02T03:04:05Z' },
      { file_name: 'without a number' },
    ]
    const text = textOf(bugOf({}, [], attachments))
    expect(text).toContain('attachments: [7/attachments/a-12.png, 7/attachments/attachment-13]\n')
    expect(text).toContain(`
## Attachments <!-- field attachments -->

- \`7/attachments/a.png\` (attachment 9): A \\*patch\\*; obsolete, patch, 0 bytes, review+
- \`7/attachments/a-12.png\` (attachment 12); private, 5 bytes, image/png, ann@example.test
- \`7/attachments/attachment-13\` (attachment 13); 0 bytes, 2026-01-02 03:04 UTC
`)
  })

  it('keeps plain text line by line, and keeps it from forging our structure', () => {
    const lines = [
      '  indented',
      '\ttab *star* a_b_c <b> &amp; \\n',
      '',
      '',
      '',
      '# no title',
      '> quoted',
      '#0 0x00 in main ()',
      '---',
      'key: 8',
    ]
    const forged = '## Comments\n\n### eve, 2026-01-01 00:00 UTC <!-- comment 99 -->'
    const text = textOf(bugOf({}, [{ id: 1, count: 0, text: `x\n${lines.join('\r\n')}\n${forged}` }]))
    expect(text).toContain(`x\n${lines.join('\n')}\n`)
    expect(text).not.toMatch(/^## Comments$/m)
    expect(text).not.toMatch(/^### eve/m)
  })

  it('renders any JSON', () => {
    const names = [
      'summary',
      'flags',
      'alias',
      'status',
      'see_also',
      'cf_notes',
      'cf_team',
      'last_change_time',
      'url',
      '__proto__',
    ]
    const fields = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), fc.jsonValue())
    const part = fc.oneof(
      fc.jsonValue(),
      fc.record({
        id: fc.integer({ min: 1 }),
        text: fc.jsonValue(),
        creator: fc.jsonValue(),
        tags: fc.jsonValue(),
        file_name: fc.jsonValue(),
      }),
    )
    fc.assert(
      fc.property(fields, fc.array(part), fc.array(part), (some, comments, attachments) => {
        const raw = { ...some, id: 7, product: 'Widget' } as unknown as RawBug
        const bug = JSON.parse(JSON.stringify(toBug(raw, directory, comments, attachmentsOf(attachments)))) as Bug
        expect(textOf(bug)).toBe(textOf(bug))
      }),
      { numRuns: 300 },
    )
  })

  it('loses no word of any text', () => {
    const text = fc.string({ unit: fc.constantFrom(...'ab \n\t*_#`<>&\\[]()-+.!|~:/é😀0123456789') })
    fc.assert(
      fc.property(text, text, (description, remark) => {
        const comments = [
          { id: 1, count: 0, text: description },
          { id: 2, count: 1, text: remark, creation_time: '2026-01-02T03:04:05Z' },
        ]
        const printed = textOf(bugOf({}, comments))
        for (const word of `${description} ${remark}`.split(/\s+/)) expect(printed).toContain(word)
      }),
      { numRuns: 200 },
    )
  })
})

const data = fileURLToPath(new URL('../../../../shared/data/bugzilla/', import.meta.url))

it.skipIf(!existsSync(data))('renders recorded bugs (skipped where the recordings are absent)', () => {
  const read = (name: string) => JSON.parse(readFileSync(`${data}${name}.json`, 'utf8'))
  const [raw] = read('bug-10').bugs
  const { comments } = read('comments-18-with-attachment').bugs[18]
  const text = textOf(toBug(raw, directory, comments, attachmentsOf(read('attachments-18').bugs[18])))
  expect(text).toContain('key: 10\n')
  expect(text).toContain('confirmed: false\n')
  expect(text).toContain('Reference: EXT-10\n')
  expect(text).toContain('# mid-air?\n\ndesc 18\n\nline2\n')
  expect(text).toContain(
    '(attachment a.txt), 2026-11-21 02:08 UTC <!-- comment 293 -->\n\nCreated attachment 1\natt\n\nsee att\n',
  )
})
