import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printText } from '../../../framework/markdown/index.ts'
import { rewriteLines } from './rewrite-lines.ts'

const shownOf = (origin: string) => printText({ format: 'markdown', blocks: [{ markdown: origin, origin }] }).markdown

describe('lines that are rewritten', () => {
  it.each([
    ['a\r\nb\r\nc', 'a\nB\nc', 'a\r\nB\r\nc'],
    ['\r\n a  \nb\r\n\r\n', ' a  \nb\nc', '\r\n a  \nb\r\nc\r\n\r\n'],
    ['a\r\nb', 'b', 'b'],
    ['a\tb\nc', 'x\na\tb\nc', 'x\na\tb\nc'],
    ['', 'new', 'new'],
  ])('%j with %j is %j', (origin, markdown, expected) => {
    expect(rewriteLines(origin, shownOf(origin), markdown)).toBe(expected)
  })

  it('show what was written, and nothing changes where nothing was', () => {
    const line = fc.constantFrom('a', 'b', ' c', '', '- d', '\ttab')
    const end = fc.constantFrom('\n', '\r\n')
    const origin = fc.array(fc.tuple(line, end), { maxLength: 8 }).map(lines => lines.flat().join(''))
    const wanted = fc.array(line, { maxLength: 8 }).map(lines => shownOf(lines.join('\n')))
    fc.assert(
      fc.property(origin, wanted, (text, markdown) => {
        fc.pre(shownOf(text) !== '' && markdown !== '')
        expect(rewriteLines(text, shownOf(text), shownOf(text))).toBe(text)
        expect(shownOf(rewriteLines(text, shownOf(text), markdown))).toBe(markdown)
      }),
    )
  })
})
