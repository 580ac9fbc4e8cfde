import { expect, it } from 'vitest'
import { printDocument } from '../../../framework/markdown/index.ts'
import { type RawIssue, toIssue } from '../model/issue.ts'
import { issueDocument } from './document.ts'

const site = { url: 'https://redmine.test', markup: 'markdown' } as const
const issueOf = (raw: object) => {
  const context = { project: 'demo', isClosing: () => false }
  return toIssue({ id: 7, subject: 'S', ...raw } as RawIssue, context)
}
const textOf = (raw: object) => new TextDecoder().decode(printDocument(issueDocument(issueOf(raw), site)).bytes)

it('says what people said of attachments, where they said something', () => {
  const file = { filename: 'a.png', filesize: 5, author: { id: 1, name: 'Ann' }, created_on: '2026-01-02T03:04:05Z' }
  const silent = { attachments: [{ ...file, id: 3, description: '' }] }
  expect(textOf(silent)).not.toContain('## Attachments')
  const said = {
    attachments: [
      { ...file, id: 3, description: 'The *broken* page' },
      { ...file, id: 4, filename: 'b.txt' },
    ],
  }
  expect(textOf(said)).toContain(`
## Attachments <!-- field attachments -->

- \`7/attachments/a.png\`: The \\*broken\\* page; 5 bytes, Ann, 2026-01-02 03:04 UTC
- \`7/attachments/b.txt\`; 5 bytes, Ann, 2026-01-02 03:04 UTC
`)
})

it('shows what plugins of Redmine add to an issue, under its own name', () => {
  const { front, sections } = issueDocument(
    issueOf({
      story_points: 3,
      tags: [
        { id: 1, name: 'ui' },
        { id: 2, name: 'urgent' },
      ],
      easy_external_id: 'X-1',
      agile_sprint: { id: 4, name: 'Sprint 4' },
      checklists: [
        { id: 1, subject: 'Write it', is_done: true },
        { id: 2, subject: 'Try it', is_done: false },
      ],
      status: { id: 1, name: 'New' },
      nothing: '',
      custom_fields: [{ id: 1, name: 'story points', value: 'mine' }],
      allowed_statuses: [{ id: 1, name: 'New' }],
    }),
    site,
  )
  expect(front).toMatchObject({
    'story points': 'mine',
    'story points (story_points)': 3,
    tags: ['ui', 'urgent'],
    'easy external id': 'X-1',
    'agile sprint': 'Sprint 4',
    checklists: ['[x] Write it', '[ ] Try it'],
  })
  expect(Object.keys(front)).not.toContain('allowed statuses')
  expect(sections).toEqual([])
})
