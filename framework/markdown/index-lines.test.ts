import fc from 'fast-check'
import { expect, test } from 'vitest'
import { printIndex } from './index-lines.ts'
import { hostileText, parse } from './mdast.testing.ts'

const meta = { title: 'PROJ', sentence: 'Open issues, and those changed in the last 90 days.' }

test('one line of five columns per issue', () => {
  const rows = [
    {
      name: 'PROJ-1.md',
      key: 'PROJ-1',
      status: 'In Progress',
      assignee: 'alice',
      updated: '2026-01-09T10:11:12Z',
      title: 'Login button does nothing',
    },
    { name: 'a b(1).md', key: '[x]', title: '**bold** <b>\n# two' },
  ]
  expect(printIndex(rows, meta)).toBe(`# PROJ

Open issues, and those changed in the last 90 days.

- [PROJ-1](PROJ-1.md) · In Progress · alice · 2026-01-09 · Login button does nothing
- [\\[x\\]](a%20b%281%29.md) · - · - · - · \\*\\*bold\\*\\* \\<b> # two
`)
})

test('nothing listed', () => {
  expect(printIndex([], meta)).toBe('# PROJ\n\nOpen issues, and those changed in the last 90 days.\n')
})

test('a hostile title stays one item of text', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (title, assignee) => {
      const text = printIndex([{ name: 'P-1.md', key: 'P-1', assignee, title }], meta)
      expect(text.split('\n')).toHaveLength(6)
      const list = parse(text).children[2]
      const paragraph = list?.type === 'list' ? list.children[0]?.children[0] : undefined
      const types = paragraph?.type === 'paragraph' ? paragraph.children.map(child => child.type) : []
      expect(types.every(type => type === 'text' || type === 'link')).toBe(true)
    }),
    { numRuns: 1000 },
  )
})
