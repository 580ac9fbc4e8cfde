import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Document } from '../source/document.ts'
import { markdownText, plainText } from '../source/text.ts'
import { cleanLine } from './clean.ts'
import { hostileDocument } from './document.testing.ts'
import { printDocument } from './print-document.ts'
import { printText } from './print-text.ts'
import { type ReadDocument, readDocument } from './read-document.ts'
import { revisionOf } from './revision.ts'

function textOf(document: Document): string {
  return new TextDecoder().decode(printDocument(document).bytes)
}

function read(text: string): ReadDocument {
  const found = readDocument(text)
  if (found.kind === 'problems') throw new Error(`${JSON.stringify(found.problems)}\n${text}`)
  return found
}

const example: Document = {
  front: {
    key: 'PROJ-42',
    url: 'https://acme.atlassian.net/browse/PROJ-42',
    type: 'Bug',
    status: 'In Progress',
    priority: 'High',
    assignee: 'alice',
    reporter: 'bob',
    resolution: null,
    components: [],
    labels: ['login', 'safari'],
    created: '2026-01-02T03:04:05Z',
    updated: '2026-01-09T10:11:12Z',
    links: ['blocks PROJ-50'],
    attachments: ['PROJ-42/attachments/screenshot.png'],
  },
  title: 'Login button does nothing on Safari',
  body: plainText('The description.'),
  comments: [{ id: '10001', author: 'bob', at: '2026-01-03T09:00:00Z', text: plainText('The comment.') }],
}

test('the example of the design', () => {
  const { revision } = printDocument(example)
  expect(textOf(example)).toBe(`---
key: PROJ-42
url: https://acme.atlassian.net/browse/PROJ-42
type: Bug
status: In Progress
priority: High
assignee: alice
reporter: bob
labels: [login, safari]
created: 2026-01-02T03:04:05Z
updated: 2026-01-09T10:11:12Z
links: [blocks PROJ-50]
attachments: [PROJ-42/attachments/screenshot.png]
revision: ${revision}
---

# Login button does nothing on Safari

The description.

## Comments

### bob, 2026-01-03 09:00 UTC <!-- comment 10001 -->

The comment.
`)
})

test('sections, notes, edits and dates that are none', () => {
  const text = textOf({
    front: {},
    title: '',
    body: markdownText('## Comments\r\n\r\ntext\x1b[2J\0'),
    sections: [{ id: 'environment', title: 'Environment', text: markdownText('macOS') }],
    comments: [
      {
        id: '1',
        author: 'bob',
        note: 'internal',
        at: '2026-01-03T09:00:00Z',
        edited: '2026-01-04T10:00:00Z',
        text: plainText(''),
      },
      { id: '2', author: '', at: 'soon', text: plainText('x') },
    ],
  })
  expect(text.replace(/^revision.*\n/m, '')).toBe(`---
---

#

\\## Comments

text␛[2J␀

## Environment <!-- field environment -->

macOS

## Comments

### bob (internal), 2026-01-03 09:00 UTC (edited 2026-01-04 10:00 UTC) <!-- comment 1 -->

### soon <!-- comment 2 -->

x
`)
  expect(read(text).body).toBe('## Comments\n\ntext␛[2J␀')
})

test('nothing in a document can pose as structure', () => {
  fc.assert(
    fc.property(hostileDocument, document => {
      const { bytes, revision } = printDocument(document)
      const text = new TextDecoder().decode(bytes)
      const found = read(text)
      expect(new TextDecoder().decode(printDocument(document).bytes)).toBe(text)
      expect(text).not.toMatch(/[\0-\x08\x0b-\x1f\x7f-\x9f]/)
      expect(text.isWellFormed()).toBe(true)
      expect(text).toMatch(/[^\n]\n$/)
      expect([found.revision, revisionOf(text)]).toEqual([revision, revision])
      expect(found.title).toBe(cleanLine(document.title))
      expect(found.body).toBe(printText(document.body).markdown)
      expect(found.sections).toEqual(
        (document.sections ?? []).map(({ id, title, text: section }) => ({
          id: id.toWellFormed(),
          title: cleanLine(title),
          text: printText(section).markdown,
        })),
      )
      expect(found.comments.map(comment => [comment.id, comment.text])).toEqual(
        (document.comments ?? []).map(comment => [comment.id.toWellFormed(), printText(comment.text).markdown]),
      )
      const values = Object.values(document.front).filter(
        value => value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
      )
      expect(found.front.map(entry => entry.value)).toEqual(
        values.map(value =>
          JSON.parse(JSON.stringify(value, (_, one) => (typeof one === 'string' ? one.toWellFormed() : one))),
        ),
      )
      expect(new Set(found.front.map(entry => entry.key)).size).toBe(values.length)
      expect(found.front.map(entry => entry.key)).not.toContain('revision')
    }),
    { numRuns: Number(process.env.ISSUEFS_RUNS ?? 800) },
  )
})
