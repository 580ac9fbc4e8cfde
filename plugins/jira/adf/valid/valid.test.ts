import { describe, expect, test } from 'vitest'
import { doc, line, node, text } from '../build.test-support.ts'
import { validateAdf } from './index.ts'

const item = (...content: readonly unknown[]) => node('listItem', undefined, ...content)
const cell = (...content: readonly unknown[]) =>
  node('table', undefined, node('tableRow', undefined, node('tableCell', {}, ...content)))

describe('taken', () => {
  test.each<[string, readonly unknown[]]>([
    ['nothing', []],
    ['text with marks', [line(text('a', 'strong', 'em'), text('b', 'code', { type: 'link', attrs: { href: 'x' } }))]],
    ['lists', [node('bulletList', undefined, item(line(text('a')), node('orderedList', { order: 3 }, item(line()))))]],
    ['tasks', [node('taskList', { localId: 'a' }, node('taskItem', { localId: 'b', state: 'TODO' }, text('a')))]],
    ['a table', [cell(line(text('a')), node('codeBlock', { language: 'js' }, text('b')))]],
    [
      'media',
      [node('mediaSingle', { layout: 'center' }, node('media', { type: 'external', url: 'x' }), node('caption'))],
    ],
    ['alignment', [{ ...line(text('a')), marks: [{ type: 'alignment', attrs: { align: 'center' } }] }]],
  ])('%s', (_, content) => {
    expect(validateAdf(doc(...content))).toBeUndefined()
  })
})

describe('not taken', () => {
  const quote = node('blockquote', undefined, line())
  test.each<[readonly unknown[], string]>([
    [[text('a')], 'text inside a document'],
    [[node('blockquote', undefined, quote)], 'a quote inside a quote'],
    [[node('bulletList', undefined, item(quote))], 'a quote inside a list item'],
    [[node('bulletList')], 'a bulletList with nothing in it'],
    [[line(text(''))], 'a text that is empty'],
    [[line(text('a', 'code', 'strong'))], 'the mark "strong" on text'],
    [[line(text('a', { type: 'link', attrs: {} }))], 'the mark "link" without "href"'],
    [[line(text('a', { type: 'textColor', attrs: { color: 'red' } }))], 'the mark "textColor" with color = "red"'],
    [[node('codeBlock', {}, text('a', 'em'))], 'the mark "em" on text'],
    [[node('heading', { level: 7 })], 'a "heading" with level = 7'],
    [[node('panel', {}, line())], 'a "panel" without "panelType"'],
    [[node('panel', { panelType: 'info', title: 'a' }, line())], 'a "panel" with the attribute "title"'],
    [[node('constructor')], 'a "constructor" inside a document'],
    [[cell(node('table'))], 'a "table" inside a table cell'],
    [[null], 'a node of the type object'],
  ])('%j', (content, fault) => {
    expect(validateAdf(doc(...content))).toBe(fault)
  })

  test('what the tracker had before is taken on trust', () => {
    const strange = node('unheardOf', { a: 1 })
    expect(validateAdf(doc(strange), new Map([[strange, 'whole']]))).toBeUndefined()
    const frame = node('unheardOf', {}, line(text('')))
    expect(validateAdf(doc(frame), new Map([[frame, 'frame']]))).toBe('a text that is empty')
  })
})
