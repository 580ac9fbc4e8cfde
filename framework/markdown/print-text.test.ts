import type { Nodes, RootContent } from 'mdast'
import { describe, expect, test } from 'vitest'
import type { Text } from '../source/document.ts'
import { plainText } from '../source/text.ts'
import { printText } from './print-text.ts'

const list: RootContent = {
  type: 'list',
  ordered: false,
  spread: false,
  children: [{ type: 'listItem', children: [{ type: 'paragraph', children: [{ type: 'text', value: 'one' }] }] }],
}

function textOf(...blocks: (readonly RootContent[] | string)[]): Text {
  return { format: 'adf', blocks: blocks.map(markdown => ({ markdown, origin: null })) }
}

test('blocks stand one blank line apart, and each is found again', () => {
  const { markdown, blocks } = printText(
    textOf([list], [list], '\n\n    code\r\n\r\n', [], [{ type: 'thematicBreak' }, { type: 'code', value: '# x' }]),
  )
  expect(markdown).toBe('- one\n\n* one\n\n    code\n\n***\n\n```\n# x\n```')
  expect(blocks.map(({ start, end }) => markdown.slice(start, end))).toEqual([
    '- one',
    '* one',
    '    code',
    '',
    '***\n\n```\n# x\n```',
  ])
})

test('brackets are escaped only where something may define them', () => {
  const paragraph: RootContent = { type: 'paragraph', children: [{ type: 'text', value: 'see [x]' }] }
  expect(printText(textOf([paragraph])).markdown).toBe('see [x]')
  expect(printText(textOf([paragraph], '[x]: https://example.org')).markdown).toContain('see \\[x]')
})

describe('URLs', () => {
  test.each([
    ['see https://a.org/b_c?d=e&f=g.', 'see https://a.org/b_c?d=e&f=g.'],
    ['https://a.org/b\nnext', '<https://a.org/b>\\\nnext'],
    ['(https://a.org/wiki/B_(c))', '(<https://a.org/wiki/B_(c)>)'],
  ])('%j', (value, markdown) => {
    expect(printText(plainText(value)).markdown).toBe(markdown)
  })

  test('of links keep their ampersands and parentheses', () => {
    const link: RootContent = {
      type: 'paragraph',
      children: [{ type: 'link', url: 'https://a.org/B_(c)?d=e&f=g', children: [{ type: 'text', value: 'b' }] }],
    }
    expect(printText(textOf([link])).markdown).toBe('[b](https://a.org/B_(c)?d=e&f=g)')
  })
})

describe('a thousand levels', () => {
  test.each(['blockquote', 'emphasis', 'link', 'list'])('of %s keep their text', type => {
    let node: Nodes = { type: 'text', value: 'deep' }
    for (let level = 0; level < 1000; level++) {
      const children = type === 'list' ? [{ type: 'listItem', children: [node] }] : [node]
      node = { type, url: 'u', children } as unknown as Nodes
    }
    expect(printText(textOf([node as RootContent])).markdown).toContain('deep')
  })
})

test('large texts take time in proportion', () => {
  // In the square of it, they would take hours.
  for (const piece of ['http://*', '[', '`', '&a', '<a', 'a@', '_a', '\\', '*a ', '](', 'word ']) {
    printText(plainText(piece.repeat(200_000 / piece.length)))
  }
})
