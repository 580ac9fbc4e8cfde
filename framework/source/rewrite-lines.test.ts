import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { printText } from '../markdown/print-text.ts'
import { rewriteLines } from './rewrite-lines.ts'
import { markdownText } from './text.ts'

const lineEnd = /(\r\n|\n|\r)$/
const piece = fc.constantFrom('a', 'b ', '\t', 'c  ', '\x07', '\ud800', '# x', '')
const original = fc
  .array(fc.tuple(piece, fc.constantFrom('\n', '\r\n', '\r\n\r\n', '\n\n\n', '\r')), { maxLength: 8 })
  .chain(lines => piece.map(last => lines.flat().join('') + last))

function shownOf(origin: string): string {
  return printText(markdownText(origin)).markdown
}

test('what was not touched goes back byte for byte', () => {
  fc.assert(
    fc.property(original, origin => {
      expect(rewriteLines(origin, shownOf(origin), shownOf(origin))).toBe(origin)
    }),
  )
})

test('one new line leaves all others as they were', () => {
  fc.assert(
    fc.property(original, fc.nat(), (origin, place) => {
      const shown = shownOf(origin)
      fc.pre(shown !== '')
      const lines = shown.split('\n')
      const at = place % (lines.length + 1)
      const rewritten = rewriteLines(origin, shown, [...lines.slice(0, at), 'NEW', ...lines.slice(at)].join('\n'))
      const found = rewritten.indexOf('NEW')
      const end = /^NEW(\r\n|\n|\r|$)/.exec(rewritten.slice(found))![1]!
      const without = rewritten.slice(0, found) + rewritten.slice(found + 3 + end.length)
      expect(without.replace(lineEnd, '')).toBe(origin.replace(lineEnd, ''))
    }),
  )
})

describe('by hand', () => {
  test.each([
    ['a\r\nb  \r\nc', 'a\nb  \nc', 'a\nb  \nx\nc', 'a\r\nb  \r\nx\r\nc'],
    ['a\r\nb', 'a\nb', 'a\nb\nc', 'a\r\nb\r\nc'],
    ['\n\na\n\n', 'a', 'a\nb', '\n\na\nb\n\n'],
    ['a\n', 'a', 'b', 'b\n'],
    ['a\n', 'a', '', ''],
    ['', '', 'a', 'a'],
    ['a\n\n\n\nb\nc', 'a\n\nb\nc', 'a\n\nb\nd', 'a\n\n\n\nb\nd'],
    ['a\r\nb\nc\r\n', 'a\nb\nc', 'a\nb\nd\nc', 'a\r\nb\nd\r\nc\r\n'],
  ])('%j shown as %j, saved as %j', (origin, shown, markdown, wanted) => {
    expect(rewriteLines(origin, shown, markdown)).toBe(wanted)
  })
})
