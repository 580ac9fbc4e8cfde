import { describe, expect, test } from 'vitest'
import { type ReadDocument, readDocument } from './read-document.ts'

function read(text: string): ReadDocument {
  const found = readDocument(text)
  if (found.kind === 'problems') throw new Error(JSON.stringify(found.problems))
  return found
}

test('a file that was edited by hand', () => {
  const found = read(
    [
      '---',
      'key: P-1',
      'labels:',
      '  - a',
      '  - b',
      '',
      'due: 2026-01-09 # soon',
      'revision: "123456789012"',
      '---',
      '# Title',
      'Body',
      '\\## Comments',
      '',
      '## Comments',
      'typed right here',
      '### bob <!-- comment 7 -->  ',
      'seven',
      '### <!-- comment new -->',
      'mine',
      '### me <!-- comment -->',
      'also mine',
      '## Late <!-- field late -->',
      'x',
    ].join('\r\n'),
  )
  expect(found).toEqual({
    kind: 'document',
    front: [
      { key: 'key', value: 'P-1', start: 1, end: 2 },
      { key: 'labels', value: ['a', 'b'], start: 2, end: 6 },
      { key: 'due', value: '2026-01-09', start: 6, end: 7 },
    ],
    revision: '123456789012',
    title: 'Title',
    body: 'Body\n## Comments',
    sections: [{ id: 'late', title: 'Late', text: 'x' }],
    comments: [
      { id: undefined, heading: '', text: 'typed right here' },
      { id: '7', heading: 'bob', text: 'seven' },
      { id: undefined, heading: '', text: 'mine' },
      { id: undefined, heading: 'me', text: 'also mine' },
    ],
  })
})

describe('what is no document is said in a sentence', () => {
  test.each([
    ['', 0, 'does not start with front matter'],
    ['---\nkey: a\n', 0, 'does not start with front matter'],
    ['---\nkey: [a\n---\n# T\n', 1, 'not valid YAML'],
    ['---\nkey: a\nkey: b\n---\n# T\n', 2, 'not valid YAML'],
    ['---\nkey: a: b\n---\n# T\n', 1, 'goes in double quotes'],
    ['---\nkey: a\nnotes: see #12, please\n---\n# T\n', 2, 'YAML takes `#12, please` for a comment'],
    ['---\nparent: #12\n---\n# T\n', 1, 'YAML takes `#12` for a comment'],
    ['---\nlinks: [blocks #12]\n---\n# T\n', 1, 'YAML takes `#12]` for a comment'],
    ['---\nlinks:\n  - blocks #12\n---\n# T\n', 2, 'YAML takes `#12` for a comment'],
    ['---\nwhiteboard: !urgent\n---\n# T\n', 1, 'YAML takes `!urgent` for a tag'],
    ['---\nwhiteboard: &co\n---\n# T\n', 1, 'YAML takes `&co` for an anchor'],
    ['---\njust text\n---\n# T\n', 1, 'no `key: value` lines'],
    ['---\nkey: a\n---\n\ntext\n', 4, 'not a title'],
    ['---\na: *none\n---\n# T\n', 1, 'front matter'],
  ])('%j', (text, line, sentence) => {
    const found = readDocument(text)
    expect(found).toMatchObject({ kind: 'problems', problems: [{ sentence: expect.stringContaining(sentence) }] })
    if (found.kind === 'problems') expect(Math.abs(found.problems[0]!.line - line)).toBeLessThanOrEqual(1)
  })
})
