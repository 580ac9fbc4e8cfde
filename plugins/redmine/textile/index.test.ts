import fc from 'fast-check'
import type { Root, RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { describe, expect, it } from 'vitest'
import { textileToBlocks } from './index.ts'

const filePath = (name: string) => (name === 'shot 1.png' || name === 'shot.png' ? `7/attachments/${name}` : undefined)
const nodesOf = (source: string): RootContent[] =>
  textileToBlocks(source, { filePath }).flatMap(({ nodes }) => [...nodes])
const markdownOf = (source: string): string => {
  const root: Root = { type: 'root', children: nodesOf(source) }
  return toMarkdown(root, { extensions: [gfmToMarkdown()], bullet: '-', emphasis: '_' })
}
const wordsOf = (text: string) => text.match(/[\p{L}\p{N}]{2,}/gu) ?? []
const textOf = (node: object): string => {
  const {
    value = '',
    url = '',
    alt = '',
    children = [],
    lang = '',
  } = node as Record<string, string> & { children?: object[] }
  return [value, lang, ...children.map(textOf), alt, url].join(' ')
}

describe('Textile', () => {
  it.each<[string, string]>([
    ['h2. Head *bold* _it_', '## Head **bold** _it_'],
    ['* a\n** b\n* c', '- a\n  - b\n- c'],
    ['# one\n# two', '1. one\n2. two'],
    ['|_. a|_. b|\n|1|2|', '| a | b |\n| - | - |\n| 1 | 2 |'],
    ['"link":http://x.test/a?b=1 there', '[link](http://x.test/a?b=1) there'],
    ['!shot.png! and !http://x.test/b.png!', '![](7/attachments/shot.png) and ![](http://x.test/b.png)'],
    ['line\r\nnext', 'line\\\nnext'],
    ['a @code <b>@ and -gone-', 'a `code <b>` and ~~gone~~'],
    ['bq. quoted', '> quoted'],
    ['p(cls){color:red}. text', 'text'],
    ['%{color:red}red% text', 'red text'],
    ['<pre><code class="ruby">\nx *a* &lt;b>\n\ny\n</code></pre>', '```ruby\nx *a* &lt;b>\n\ny\n```'],
    ['<pre>never closed\nhere', '```\nnever closed\nhere\n```'],
    ['one\n\ntwo', 'one\n\ntwo'],
  ])('%j is %j', (source, expected) => {
    expect(markdownOf(source).trim()).toBe(expected)
  })

  it.each([
    `"quoted" and 'single' it's -- dash - dash --option ... (c) (tm) 2 x 3 a->b 1/2`,
    'HTML(Hyper Text) and Foo[1] and [[Wiki page|title]] #12 a_b_c 2*3*4',
    'R&D, a < b > c && d, x <= y',
    'C:\\temp\\new and /usr/local',
  ])('%j stays as it is', source => {
    expect(nodesOf(source)).toEqual([{ type: 'paragraph', children: [expect.objectContaining({ value: source })] }])
  })

  it.each([
    '<script>alert(1)</script>',
    '<b onclick="x()">bold</b> <img src=x onerror=alert(1)>',
    'a <!-- hidden words --> b',
    '<style>p { color: red }</style>',
    '<iframe src="http://evil.test"></iframe>',
    '<a href="javascript:alert(1)">click</a>',
    'notextile. <b>raw</b>',
    '<notextile><i>raw</i></notextile>',
  ])('HTML is text: %j', source => {
    const nodes = nodesOf(source)
    expect(JSON.stringify(nodes)).not.toContain('"type":"html"')
    for (const word of wordsOf(source)) expect(nodes.map(textOf).join(' ')).toContain(word)
  })

  it('keeps every block as it was written beside what became of it', () => {
    const source = ' \r\n\r\nh1. A\r\n\r\ntext *b* \r\n \t\r\n<pre>\r\nx\r\n</pre> y\n\n\r'
    expect(textileToBlocks(source, { filePath }).map(({ origin }) => origin)).toEqual([
      ' \r\n\r\nh1. A\r\n\r\n',
      'text *b* \r\n \t\r\n',
      '<pre>\r\nx\r\n</pre>',
      ' y\n\n\r',
    ])
  })

  const piece = fc.constantFrom(
    ...[
      '*',
      '_',
      '@',
      '-',
      '+',
      '^',
      '~',
      '%',
      '??',
      '"',
      '":http://x.test ',
      '!',
      '|',
      '|_. ',
      '\n',
      '\n\n',
      '* ',
      '# ',
    ],
    ...[
      'h1. ',
      'bq. ',
      'bc. ',
      'p(a). ',
      'fn1. ',
      'table. ',
      '<pre>',
      '</pre>',
      '<code>',
      '</code>',
      '<b>',
      '<!--',
      '-->',
    ],
    ...[
      '(',
      ')',
      '[',
      ']',
      '{',
      '}',
      '&amp;',
      '&',
      '<',
      '>',
      '==',
      ' ',
      '...',
      ' - ',
      ':=',
      '- ',
      '[1]',
      '.',
      ':',
      '\\',
      '###. ',
    ],
    ...['[x]http://y.test\n', '(c)', '\t', '\u00a0', '|>. ', 'notextile. ', "'"],
  )
  const word = fc.stringMatching(/^[A-Za-zäöü0-9]{2,8}$/)

  it('never loses a word nor throws, whatever it is given', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, word), { maxLength: 25 }), parts => {
        const source = parts.join('')
        const shown = nodesOf(source).map(textOf).join(' ')
        for (const found of parts.filter(part => /^[A-Za-zäöü0-9]{2,8}$/.test(part))) expect(shown).toContain(found)
      }),
      { numRuns: 1500 },
    )
  })

  it('keeps every character, in order', () => {
    const ends = fc.constantFrom('\r\n', '\n', '\r', '\r\n\r\n', ' ', '\t')
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, word, ends), { maxLength: 25 }), parts => {
        const source = parts.join('')
        const blocks = textileToBlocks(source, { filePath })
        if (blocks.length > 0) expect(blocks.map(({ origin }) => origin).join('')).toBe(source)
        expect(blocks.flatMap(({ origin }) => textileToBlocks(origin, { filePath }).map(({ nodes }) => nodes))).toEqual(
          blocks.map(({ nodes }) => nodes),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('never takes long', () => {
    const character = fc.constantFrom(...'()[]{}<>=~^_-.*|"@!%# a:\n')
    fc.assert(
      fc.property(fc.array(character, { minLength: 20, maxLength: 120 }), characters => {
        nodesOf(characters.join(''))
      }),
      { numRuns: 500 },
    )
  })

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), source => {
        markdownOf(source)
      }),
      { numRuns: 300 },
    )
  })

  it.each(['*', '_a ', '"', '|a', '[', '<b ', '(((', '@x', '\n* ', '- ', '()(', '!a', 'h1. ', '{', '-'])(
    'does not take long over many of %j',
    part => {
      expect(nodesOf(part.repeat(Math.ceil(9_900 / part.length))).length).toBeGreaterThan(0)
    },
  )
})
