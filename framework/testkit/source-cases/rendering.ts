import { expect } from 'vitest'
import { printDocument, readDocument } from '../../markdown/index.ts'
import type { Document } from '../../source/document.ts'
import type { SourceCase } from '../source-fixture.ts'
import { firstItems, present, someIssues } from './reading.ts'
import { secretsOf } from './secrets.ts'

/** Titles that look like parts of a file. */
const hostileTexts = [
  '---',
  '## Comments',
  '<!-- comment 1 -->',
  '### alice, 2026-01-01 09:00 UTC <!-- comment 7 -->',
  '`a` \u0007\u001b[31m',
]

/** Rendering: pure, stable, and nothing that anybody wrote can pass for a part of the file. */
export const renderingCases: readonly SourceCase[] = [
  {
    name: 'renders purely: the same entity gives the same bytes',
    read: 'Show it',
    async run(open) {
      for (const { route, key, entity } of await someIssues(open)) {
        const first = print(route.render(entity, key))
        const why = 'The same entity was rendered otherwise: no clock, no random number, nothing remembered.'
        expect(print(route.render(structuredClone(entity), key)), why).toBe(first)
        await new Promise(resolve => setTimeout(resolve, 2))
        expect(print(route.render(JSON.parse(JSON.stringify(entity)), key)), why).toBe(first)
      }
    },
  },
  {
    name: 'a file reads back as what was rendered',
    read: 'Show it',
    async run(open) {
      for (const { document } of await someIssues(open)) readsBack(document)
      const item = (await firstItems(open, 1))[0]!
      for (const text of open.tracker.change ? hostileTexts : []) {
        await open.tracker.change!(item.key, text)
        readsBack((await present(open, item)).document)
      }
    },
  },
  {
    name: 'shows no secret in a file',
    read: 'Say which options it takes',
    needless: open => (secretsOf(open).length > 0 ? undefined : 'The test gives it no secret.'),
    async run(open) {
      for (const { document, key } of await someIssues(open)) {
        const text = print(document) + JSON.stringify(key)
        for (const secret of secretsOf(open))
          expect(text.includes(secret), 'A secret of the options stands in a file that everybody may read.').toBe(false)
      }
    },
  },
]

function print(document: Document): string {
  return Buffer.from(printDocument(document).bytes).toString()
}

function readsBack(document: Document): void {
  const text = print(document)
  const ids = document.comments?.map(({ id }) => id) ?? []
  expect(new Set(ids).size, `Each comment needs an id of its own, not ${ids.join(', ')}.`).toBe(ids.length)
  const read = readDocument(text)
  const want = { kind: 'document', comments: { length: ids.length } }
  expect(read, 'The file should read back with as many comments as the issue has.').toMatchObject(want)
  expect(text, 'A file has no control characters.').not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]/)
}
