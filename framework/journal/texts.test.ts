import { expect, test } from 'vitest'
import { alike } from './alike.ts'
import { problemName } from './problem-files.ts'
import { restamp, revisionIn } from './restamp.ts'

const text = '---\nkey: PROJ-1\nrevision: 5b0c2f1e9a3d\n---\n\n# A title\n\nrevision: none\n'

test('a saved text is shown with a revision of its own, and is otherwise as it was', () => {
  const { text: shown, revision } = restamp(text)
  expect(revision).toMatch(/^[0-9a-f]{12}$/)
  expect(shown).toBe(text.replace('5b0c2f1e9a3d', revision!))
  expect(revisionIn(shown)).toBe(revision)
  expect(restamp(shown).revision).toBe(revision)
  expect(restamp(text.replace('A title', 'Another')).revision).not.toBe(revision)
})

test('line ends stay, and a revision in quotes is read', () => {
  const windows = text.replaceAll('\n', '\r\n')
  expect(restamp(windows).text.replace(/revision: [0-9a-f]{12}\r/, '')).toBe(
    windows.replace(/revision: 5b0c2f1e9a3d\r/, ''),
  )
  expect(revisionIn(text.replace('5b0c2f1e9a3d', '"123456789012"'))).toBe('123456789012')
})

test('a text without front matter has none', () => {
  expect(restamp('# revision: x\n')).toEqual({ text: '# revision: x\n', revision: undefined })
  expect(revisionIn('---\nkey: a\n---\nrevision: x\n')).toBeUndefined()
})

test('texts are alike when letters and digits are', () => {
  expect(alike('* One, _two_', '- One,  *two*\n')).toBe(true)
  expect(alike('One 2', 'One 3')).toBe(false)
  expect(alike('👍', '👎')).toBe(false)
  expect(alike('👍', '👍\n')).toBe(true)
})

test('names in .issuefs', () => {
  expect(problemName('PROJ/PROJ-1.md')).toBe('PROJ-1')
  expect(problemName('acme/app/issues/12.md')).toBe('acme-app-issues-12')
  expect(problemName('PROJ/PROJ-1/attachments/log.txt')).toBe('log.txt')
})
