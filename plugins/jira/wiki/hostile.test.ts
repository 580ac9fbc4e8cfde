import { describe, expect, test } from 'vitest'
import { wikiToBlocks } from './index.ts'
import { printWiki } from './testing/print.ts'

/** Quadratic reading takes minutes for the first kind and many seconds for the second. */
const long = 1 << 18
const short = 1 << 17

const runs = ['*', '{', '[', '|', '_']

/** Each of these is cheap to write and was, or could be, costly to read. */
const repeated = [
  ...[
    '*',
    '{',
    '[',
    '|',
    '_',
    '-',
    '+',
    '^',
    '~',
    '!',
    '`',
    '\\',
    '?',
    '@',
    '#',
    ' ',
    '\n',
    '\r',
    ']',
    '}',
    '*a',
    'a_ ',
  ],
  ...['{{', '{{a ', '[a|', '[~', '[^', '!a.b|', '`a ', 'http://', 'a@b', 'mailto:', '{*}', '*_-+', '[a]{{', '|[a|{{'],
  ...[
    '{code}',
    '{code:x}',
    '{code:',
    '{quote}',
    '{panel:a}',
    '{panel}{info}{quote}',
    '{color:red}',
    '{color}',
    '{color:red}a',
  ],
  ...[
    '* ',
    '*# a\n',
    '|a',
    '|a\n',
    '|a|\n|b',
    'bq. ',
    'h1. a\n',
    '----\n',
    '```\n',
    'a\n',
    '{quote}a{quote} ',
    '|{code}a|b{code}',
  ],
]

describe('much of one thing is read in time', () => {
  test.each([...runs.map(text => [text, long] as const), ...repeated.map(text => [text, short] as const)])(
    '%j',
    (text, size) => {
      const input = text.repeat(Math.ceil(size / text.length))
      const blocks = wikiToBlocks(input, {})
      expect(blocks.reduce((sum, block) => sum + block.origin.length, 0)).toBe(input.length)
    },
  )
})

describe('depth has an end', () => {
  test('lists', () => {
    const text = Array.from({ length: 300 }, (_, index) => `${'*'.repeat(index + 1)} item${index}`).join('\n')
    expect(printWiki(text)).toContain('item299')
  })
  test('macros', () => {
    const names = ['quote', 'panel', 'info', 'tip', 'note', 'warning', 'expand']
    const tags = Array.from({ length: 5000 }, (_, index) => names[index % names.length]!)
    const text = `${tags.map(name => `{${name}:a}\n`).join('')}core\n${tags.map(name => `{${name}}\n`).join('')}`
    expect(printWiki(text)).toContain('core')
    expect(printWiki(tags.map(name => `{${name}}\nword\n`).join(''))).toContain('word')
  })
  test('macros of macros, well formed', () => {
    let text = 'core'
    for (let depth = 0; depth < 30; depth++) text = `{panel:title=t${depth}}\n${text}\n{panel}`
    expect(printWiki(text)).toContain('core')
  })
})
