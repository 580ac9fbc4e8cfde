import fc from 'fast-check'
import type { BlockEdit, TextEdit } from 'issuefs/source'
import type { RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { describe, expect, it } from 'vitest'
import { printText } from '../../../../framework/markdown/index.ts'
import { textileToBlocks } from '../index.ts'
import { textileFromEdit } from './text-from-edit.ts'

const files = new Map([['7/attachments/shot 1.png', 'shot 1.png']])
const options = {
  fileName: (path: string) => files.get(path),
  filePath: (name: string) => [...files].find(([, one]) => one === name)?.[0],
}

const parse = (markdown: string): RootContent[] =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }).children

/** The blocks of a text and what the file shows of each. */
function shownOf(source: string) {
  const blocks = textileToBlocks(source, options).map(({ nodes, origin }) => ({ markdown: nodes, origin }))
  const { markdown, blocks: ranges } = printText({ format: 'textile', blocks })
  return {
    markdown,
    blocks: blocks.map(({ origin }, at) => ({ origin, markdown: markdown.slice(ranges[at]!.start, ranges[at]!.end) })),
  }
}

/** The edit that changes blocks, by their number; others stay. `null` deletes. */
function edited(source: string, changes: Readonly<Record<number, string | null>>): TextEdit {
  const { blocks } = shownOf(source)
  const edits = blocks.flatMap((block, at): BlockEdit[] => {
    const markdown = changes[at]
    if (markdown === undefined) return [{ kind: 'kept', origin: block.origin }]
    return markdown === null ? [] : [{ kind: 'changed', markdown, nodes: parse(markdown), was: [block] }]
  })
  return { format: 'textile', markdown: '', blocks: edits }
}

const fresh = (markdown: string): TextEdit => ({
  format: undefined,
  markdown,
  blocks: [{ kind: 'changed', markdown, nodes: parse(markdown), was: [] }],
})
const written = (markdown: string) => textileFromEdit(fresh(markdown), options)

describe('Textile that is written', () => {
  it.each<[string, string]>([
    ['Words.', 'Words.'],
    ['## A *heading*', 'h2. A _heading_'],
    ['a **b** _c_ ~~d~~ `e <f>`', 'a *b* _c_ -d- @e <f>@'],
    ['one\\\ntwo', 'one\ntwo'],
    ['one\ntwo', 'one\ntwo'],
    ['- a\n- b\n  - c\n    1. d\n- e', '* a\n* b\n** c\n**# d\n* e'],
    ['1. a\n2. b', '# a\n# b'],
    ['> said', 'bq. said'],
    ['> a\n>\n> b', 'bq. a\n\nbq. b'],
    ['[x](https://x.test/a?b=1) y', '"x":https://x.test/a?b=1 y'],
    ['https://x.test/a_b_c', 'https://x.test/a_b_c'],
    ['![](<7/attachments/shot 1.png>)', '!shot%201.png!'],
    ['![a shot](https://x.test/b.png)', '!https://x.test/b.png(a shot)!'],
    ['```ruby\nx < y\n\n&lt;z\n```', '<pre><code class="ruby">\nx < y\n\n&lt;z\n</code></pre>'],
    ['| a | b |\n| - | - |\n| 1 | `2` |', '|_. a |_. b |\n| 1 | @2@ |'],
    ['`a@b &lt;`', '@a&#64;b &amp;lt;@'],
    ['***', '---'],
    ['\\*no\\* #12 [[Wiki]] {{toc}}', '&#42;no&#42; #12 [[Wiki]] {{toc}}'],
    ['h1. no heading', 'h1&#46; no heading'],
    ['&amp;lt; and \\<pre>', '&#38;lt; and &lt;pre&#62;'],
    ['a', 'a'],
    ['p1\n\np2', 'p1\n\np2'],
  ])('%j is %j', (markdown, textile) => {
    expect(written(markdown)).toBe(textile)
  })

  it.each([
    ['a <b>c</b>', 'HTML (<b>)'],
    ['- [ ] do it', 'a checkbox'],
    ['3. three', 'begins with 3'],
    ['- a\n\n  b', 'several paragraphs'],
    ['- a\n\n  ```\n  b\n  ```', 'a block of code'],
    ['> - a', 'a quote'],
    ['a[^1]\n\n[^1]: b', 'footnotes'],
    ['[a][b]\n\n[b]: https://x.test', 'by reference'],
    ['**!**', 'emphasis of “!”'],
    ['```\n<pre>\n```', '“<pre>”'],
    ['some**what**er', 'paragraph'],
  ])('refuses %j', (markdown, words) => {
    expect(() => written(markdown)).toThrow(words)
  })
})

describe('a text that was edited', () => {
  const source =
    'h2. Head\r\n\r\nSome *bold* and %{color:red}red% words\r\nhere.\r\n \r\n* a\r\n* b\r\n\r\n<pre>\r\nx\r\n</pre>\r\n\r\nEnd.'

  it('keeps what was not touched, byte for byte', () => {
    expect(textileFromEdit(edited(source, {}), options)).toBe(source)
    expect(textileFromEdit(edited(source, { 2: '- a\n- b2\n- c' }), options)).toBe(
      source.replace('* b\r\n', '* b2\r\n* c\r\n'),
    )
    expect(textileFromEdit(edited(source, { 3: '```\nx\ny\n```' }), options)).toBe(
      source.replace('x\r\n', 'x\r\ny\r\n'),
    )
    expect(textileFromEdit(edited(source, { 2: null }), options)).toBe(source.replace('* a\r\n* b\r\n\r\n', ''))
    expect(textileFromEdit(edited(source, { 0: '### Other' }), options)).toBe(source.replace('h2. Head', 'h3. Other'))
  })

  it('changes words in a block that says more than Markdown shows', () => {
    const { blocks } = shownOf(source)
    const markdown = blocks[1]!.markdown
    const changed = textileFromEdit(edited(source, { 1: markdown.replace('red words', 'green  words') }), options)
    expect(changed).toBe(source.replace('red%', 'green%').replace('% words', '%  words'))
  })

  it('refuses to lose what Markdown does not show', () => {
    expect(() => textileFromEdit(edited(source, { 1: 'Some **bold and red** words' }), options)).toThrow('a span (%…%)')
  })

  it('leaves a table without a head without one', () => {
    const table = '|a|b|\n|1|2|'
    const markdown = shownOf(table).markdown
    expect(textileFromEdit(edited(table, { 0: `${markdown}\n| 3 | **4** |` }), options)).toBe(
      '| a | b |\n| 1 | 2 |\n| 3 | *4* |',
    )
  })
})

describe('any text', () => {
  const word = fc.constantFrom(
    'one',
    'two',
    'Three',
    'a_b',
    '2*3',
    '#12',
    '[[W]]',
    '{{toc}}',
    'it’s',
    '&lt;',
    'x@y.z',
    '(c)',
    '5%',
  )
  const words = fc.array(word, { minLength: 1, maxLength: 6 }).map(all => all.join(' '))
  const marked = fc
    .tuple(fc.constantFrom('', '*', '_', '-', '@', '%', '+', '^', '??'), words)
    .map(([mark, text]) => mark + text + mark)
  const phrase = fc
    .array(fc.oneof(words, marked, fc.constant('"x":https://x.test/a'), fc.constant('!shot%201.png!')), {
      minLength: 1,
      maxLength: 4,
    })
    .map(all => all.join(' '))
  const lines = fc.array(phrase, { minLength: 1, maxLength: 3 })
  const block = fc.oneof(
    lines.map(all => all.join('\n')),
    phrase.map(text => `h2. ${text}`),
    phrase.map(text => `bq. ${text}`),
    fc
      .array(fc.tuple(fc.constantFrom('*', '**', '#', '*#'), phrase), { minLength: 1, maxLength: 4 })
      .map(items => items.map(([mark, text]) => `${mark} ${text}`).join('\n')),
    fc
      .array(fc.tuple(phrase, phrase), { minLength: 1, maxLength: 3 })
      .map(rows => rows.map(([a, b], at) => (at === 0 ? `|_. ${a}|_. ${b}|` : `| ${a} | ${b} |`)).join('\n')),
    lines.map(all => `<pre><code class="ruby">\n${all.join('\n\n')}\n</code></pre>`),
    fc.string({ maxLength: 40 }),
  )
  const text = fc.tuple(fc.array(block, { minLength: 1, maxLength: 5 }), fc.boolean()).map(([blocks, isCrlf]) => {
    const joined = blocks.join('\n\n')
    return isCrlf ? joined.replaceAll('\n', '\r\n') : joined
  })

  it('says the same when it is written anew, or says why it cannot be', () => {
    let refused = 0
    let total = 0
    fc.assert(
      fc.property(text, source => {
        const { markdown } = shownOf(source)
        total += 1
        let again: string
        try {
          again = textileFromEdit(fresh(markdown), options)
        } catch (error) {
          refused += 1
          expect(error).toMatchObject({ kind: 'invalid' })
          return
        }
        expect(shownOf(again).markdown).toBe(markdown)
      }),
      { numRuns: 120 },
    )
    expect(refused).toBeLessThan(total / 5)
  })

  it('changes one block when one word is changed', () => {
    let changes = 0
    fc.assert(
      fc.property(text, fc.nat(), (source, seed) => {
        const { blocks } = shownOf(source)
        const at = seed % Math.max(1, blocks.length)
        const markdown = blocks[at]?.markdown ?? ''
        if (!/\b(?:one|two|Three)\b/.test(markdown)) return
        const wanted = markdown.replace(/\b(?:one|two|Three)\b/, 'changed')
        const result = textileFromEdit(edited(source, { [at]: wanted }), options)
        const before = blocks
          .slice(0, at)
          .map(block => block.origin)
          .join('')
        expect(result.startsWith(before)).toBe(true)
        expect(
          result.endsWith(
            blocks
              .slice(at + 1)
              .map(block => block.origin)
              .join(''),
          ),
        ).toBe(true)
        expect(result.split('changed')).toHaveLength(source.split('changed').length + 1)
        changes += 1
      }),
      { numRuns: 120 },
    )
    expect(changes).toBeGreaterThan(40)
  })
})
