import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newText } from '../edit/new-text.ts'
import { editText } from '../edit/text-edit.ts'
import { hostileText } from '../markdown/mdast.testing.ts'
import { printText } from '../markdown/print-text.ts'
import { plainFromEdit } from './plain-from-edit.ts'
import { plainText } from './text.ts'

const plain = fc
  .array(hostileText, { minLength: 1, maxLength: 4 })
  .map(parts =>
    parts
      .join('\n\n')
      .replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, '')
      .toWellFormed()
      .split(/\n{2,}/)
      .filter(lines => lines.trim())
      .join('\n\n')
      .replace(/^\n+|\n+$/g, ''),
  )
  .filter(Boolean)

test('a text that is printed and read again is the same', () => {
  fc.assert(
    fc.property(plain, value => {
      expect(plainFromEdit(newText(printText(plainText(value)).markdown))).toBe(value)
    }),
    { numRuns: Number(process.env.ISSUEFS_RUNS ?? 600) },
  )
})

test('a changed paragraph leaves the others byte for byte', () => {
  const original = '* not a list\r\n1) nor this\r\n\r\n\r\n\r\nhello <world>\r\n\r\n  indented_*\r\n'
  const text = plainText(original)
  const { markdown } = printText(text)
  const edit = editText(text, markdown.replace('hello', 'good\\_bye'))
  expect(edit.blocks.map(({ kind }) => kind)).toEqual(['kept', 'changed', 'kept'])
  expect(plainFromEdit(edit, original)).toBe(original.replace('hello', 'good_bye'))
})

describe('what is typed', () => {
  test.each([
    ['a \\* b **bold** `x_y`', 'a * b **bold** `x_y`'],
    ['see https://a.org/b_c and <https://d.org/e>', 'see https://a.org/b_c and https://d.org/e'],
    ['[text](https://a.org)', '[text](https://a.org)'],
    ['one\\\ntwo\nthree', 'one\ntwo\nthree'],
    ['- a\n- b\n\n> quoted\n\n```js\ncode\n```', '- a\n- b\n\n> quoted\n\n```js\ncode\n```'],
    ['# Heading\ntext\n\n\n\nmore', '# Heading\ntext\n\n\n\nmore'],
    ['    indented\n\n[a]: https://a.org', '    indented\n\n[a]: https://a.org'],
    ['a@b.org &amp; c', 'a@b.org & c'],
  ])('%j', (markdown, wanted) => {
    expect(plainFromEdit(newText(markdown))).toBe(wanted)
  })
})
