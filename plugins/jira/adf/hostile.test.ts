import { describe, expect, test } from 'vitest'
import { doc, line, node, text } from './build.test-support.ts'
import { adfToBlocks, adfToMdast } from './index.ts'
import { print } from './print.test-support.ts'

describe('values that are no document', () => {
  test.each<[string, unknown, string]>([
    ['null', null, ''],
    ['undefined', undefined, ''],
    ['a boolean', true, ''],
    ['text', 'a\nb', 'a\\\nb\n'],
    ['a number', 7, '7\n'],
    ['a list', [line('a'), null, line('b')], 'a\n\nb\n'],
    ['a node', line('a'), 'a\n'],
    ['an empty document', { type: 'doc' }, ''],
    ['content that is a node', { type: 'doc', content: line('a') }, 'a\n'],
    ['content that is text', { type: 'doc', content: 'a' }, 'a\n'],
    ['no type', { content: [{ content: [{ text: 'a' }] }] }, frames('a')],
    ['marks that are none', line({ type: 'text', text: 'a', marks: [null, 3, 'strong', {}] }), 'a\n'],
    ['attributes that are none', node('heading', 'x' as unknown as object, 'a'), '# a\n'],
    ['text in a block', { type: 'paragraph', text: 'a' }, 'a\n'],
    ['half a surrogate pair', line(node('mention', { id: '\ud800', text: 'a' })), '[@a](jira:user/%EF%BF%BD)\n'],
  ])('%s', (_name, value, markdown) => {
    expect(print(adfToMdast(value).children)).toBe(markdown)
  })
})

test('one block per node, with what was received', () => {
  const content = [line('a'), line(), null, node('expand', { title: 't' }, line('b'))]
  const blocks = adfToBlocks(doc(...content))
  expect(blocks.map(block => block.nodes.length)).toEqual([1, 0, 0, 3])
  blocks.forEach((block, index) => {
    expect(block.origin).toBe(content[index])
  })
})

describe('nesting of 5,000 levels', () => {
  const types = [
    'blockquote',
    'bulletList',
    'panel',
    'expand',
    'table',
    'layoutSection',
    'unheardOf',
    'taskList',
    'mediaSingle',
    'paragraph',
  ]

  test.each(types)('%s', type => {
    let inner: object = line('deepest')
    for (let level = 0; level < 5_000; level++) inner = node(type, {}, inner)
    expect(print(adfToMdast(doc(inner, line('after'))).children)).toMatch(/deepest.*after/s)
  })

  test('in attributes', () => {
    let inner: object = {}
    for (let level = 0; level < 50_000; level++) inner = { inner }
    const printed = print(adfToMdast(doc(node('extension', inner), line('after'))).children)
    expect(printed).toContain('after')
  })
})

describe('size', () => {
  /** Far above what it takes, far below what a quadratic reader would take. */
  const limit = { timeout: 15_000 }

  test('a paragraph of 20,000 texts with changing marks', limit, () => {
    const marks = [[], ['strong'], ['strong', 'em'], ['em', 'code'], ['underline', 'strike', 'strong']]
    const texts = Array.from({ length: 20_000 }, (_, index) => text(`word${index} `, ...marks[index % marks.length]!))
    const [paragraph] = adfToMdast(doc(line(...texts))).children
    expect(JSON.stringify(paragraph)).toContain('word19999')
  })

  test('10 MB of text in one node, of spaces, of line ends', limit, () => {
    const size = 10_000_000
    const contents = [`${'word '.repeat(size / 5)}end`, `${' '.repeat(size)}end`, `a${'\n'.repeat(size / 100)}end`]
    for (const value of contents) {
      for (const type of ['annotation', 'strong', 'code']) {
        expect(adfToMdast(doc(line(text(value, type)))).children).toHaveLength(1)
      }
    }
  })

  test('10 MB in 20,000 texts', limit, () => {
    const texts = Array.from({ length: 20_000 }, () => text('x'.repeat(500)))
    const [paragraph] = adfToMdast(doc(line(...texts))).children
    expect(paragraph).toEqual({ type: 'paragraph', children: [{ type: 'text', value: 'x'.repeat(10_000_000) }] })
  })

  test('50,000 blocks, items, cells, breaks', limit, () => {
    const many = (child: object) => Array.from({ length: 50_000 }, () => child)
    const holding = (type: string, content: readonly object[]) => ({ type, content })
    const cell = node('tableCell', {}, line('a'))
    const contents = [
      many(line('a')),
      [holding('bulletList', many(node('listItem', {}, line('a'))))],
      [holding('bulletList', many(node('bulletList', {}, line('b'))))],
      [holding('table', [holding('tableRow', many(cell))])],
      [holding('table', many(node('tableRow', {}, cell)))],
      [holding('paragraph', [...many(node('hardBreak')), text('a')])],
      [holding('panel', many(line('a')))],
      [holding('tableCell', [holding('codeBlock', many(text('a')))])],
      [line(node('emoji', { shortName: `x${':'.repeat(100_000)}x` }))],
    ]
    for (const content of contents) expect(adfToBlocks(content)).toHaveLength(content.length)
  })

  test('spans of a million places', limit, () => {
    const wide = node('tableCell', { colspan: 1e9, rowspan: 1e9 }, line('a'))
    const rows = Array.from({ length: 2_000 }, () => node('tableRow', {}, wide, wide))
    const [table] = adfToMdast(doc(node('table', {}, ...rows))).children
    expect(table).toMatchObject({ type: 'table', children: { length: 2_001 } })
  })
})

/** Two nodes without a type, one in the other, around text. */
function frames(inside: string): string {
  return `<div data-adf="unknown">\n\n<div data-adf="unknown">\n\n${inside}\n\n</div>\n\n</div>\n`
}
