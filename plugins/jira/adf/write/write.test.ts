import { SourceError, type Text } from 'issuefs/source'
import { describe, expect, test } from 'vitest'
import { editText } from '../../../../framework/edit/text-edit.ts'
import { newText, shownText } from '../../markup/edit.test-support.ts'
import { doc, line, node, text } from '../build.test-support.ts'
import { adfToBlocks } from '../index.ts'
import { adfFromEdit } from './index.ts'

function textOf(doc: unknown): Text {
  return { format: 'adf', blocks: adfToBlocks(doc).map(({ nodes, origin }) => ({ markdown: nodes, origin })) }
}

function shown(doc: unknown): string {
  return shownText('adf', textOf(doc).blocks)
}

describe('new text reads back as it was written', () => {
  test.each([
    'plain',
    'a **b** _c_ ~~d~~ `e` [f](https://g.example "h") <u>i</u> x<sup>2</sup> y<sub>3</sub>',
    '<span style="color: #ff0000">red _it_</span>',
    'a\\\nb',
    '# h\n\n###### i',
    '- a\n- b\n  - c\n    1. d\n- e',
    '3. a\n4. b',
    '- [ ] a\n- [x] b\n  - [ ] c',
    '- [!DECISION] yes\n- [!DECISION MAYBE] no',
    '```js\na\n\nb\n```',
    '```\n```',
    '> a\n>\n> - b',
    '> [!INFO]\n>\n> a',
    '<details><summary>T &amp; U</summary>\n\na\n\n- b\n\n</details>',
    '***',
    '| a | **b** |\n| - | - |\n| c<br>d | `e\\|f` |',
    '| | |\n| - | - |\n| a | b |',
    '| a | b |\n| - | - |\n| <cell colspan="2" background="#deebff"/>c | |',
    '[@Al](jira:user/5b) [DONE](jira:status/green) [2026-01-02](jira:date/1767312000000) [https://a.example](https://a.example "card")',
    '[https://a.example](https://a.example "block card")',
    '![p](https://a.example/p.png)',
    '![p](jira:media/12)\\\ncaption',
    '<div data-adf="layoutSection">\n\n<div data-adf="layoutColumn" data-width="50">\n\na\n\n</div>\n\n<div data-adf="layoutColumn" data-width="50">\n\nb\n\n</div>\n\n</div>',
    '```adf:extension\n{"type":"extension","attrs":{"extensionKey":"k","extensionType":"t"}}\n```',
  ])('%s', markdown => {
    expect(shown(adfFromEdit(newText(markdown)))).toBe(markdown)
  })
})

test('shapes', () => {
  const written = adfFromEdit(newText('a **`b` c** <b>\nd\n\n[x]\n\n[x]: https://a.example'))
  expect(written.content).toEqual([
    {
      type: 'paragraph',
      content: [
        { type: 'text', text: 'a ' },
        { type: 'text', text: 'b', marks: [{ type: 'code' }] },
        { type: 'text', text: ' c', marks: [{ type: 'strong' }] },
        { type: 'text', text: ' <b> d' },
      ],
    },
    {
      type: 'paragraph',
      content: [{ type: 'text', text: 'x', marks: [{ type: 'link', attrs: { href: 'https://a.example' } }] }],
    },
  ])
})

describe('a changed block keeps what was not changed', () => {
  const comment = { type: 'annotation', attrs: { id: 'c', annotationType: 'inlineComment' } }
  const mention = node('mention', { id: '5b', text: '@Al', localId: 'm', accessLevel: 'CONTAINER' })
  const paragraph = {
    ...line(
      text('old ', comment),
      text('words', comment),
      mention,
      node('emoji', { shortName: ':x:', id: '1', text: '😄' }),
    ),
    marks: [{ type: 'alignment', attrs: { align: 'center' } }],
  }
  const item = (id: string, ...content: readonly unknown[]) => node('listItem', { localId: id }, ...content)
  const cellOf = (...content: readonly unknown[]) => node('tableCell', { colwidth: [100], localId: 'c' }, ...content)

  function change(block: object, from: string, to: string): unknown {
    const text = textOf(doc(block))
    const [only, ...more] = adfFromEdit(editText(text, shownText('adf', text.blocks).replace(from, to))).content
    expect(more).toEqual([])
    return only
  }

  test.each<[string, object]>([
    ['a line', paragraph],
    [
      'blanks and breaks that Markdown does not show',
      line(
        node('hardBreak'),
        text(' old '),
        node('hardBreak'),
        text('    two  ', comment),
        node('hardBreak'),
        text(' '),
        node('hardBreak'),
        text('\t'),
        node('hardBreak'),
        text(' three\r\n  four\n\n', 'em'),
        mention,
        text(' '),
        node('hardBreak'),
      ),
    ],
    [
      'a list',
      node(
        'bulletList',
        { localId: 'l' },
        item('a', line(text('b'))),
        item('c', paragraph),
        item('d', line(text('e'))),
      ),
    ],
    [
      'tasks',
      node(
        'taskList',
        { localId: 'l' },
        node('taskItem', { localId: 't', state: 'TODO' }, text('old ', 'em'), mention),
      ),
    ],
    ['a panel', node('panel', { panelType: 'custom', panelIcon: ':a:', panelColor: '#fff' }, line(), paragraph)],
    ['an expand', node('expand', { title: 'T', localId: 'e' }, line(text('a')), paragraph)],
    ['a table', node('table', { layout: 'wide' }, node('tableRow', {}, cellOf(line(text('a'))), cellOf(paragraph)))],
    [
      'one of two paragraphs in a cell',
      node('table', {}, node('tableRow', {}, cellOf(node('bulletList', {}, item('a', line(text('b')))), paragraph))),
    ],
    [
      'a list in a cell',
      node(
        'table',
        {},
        node(
          'tableRow',
          {},
          cellOf(
            line(text('x')),
            node(
              'bulletList',
              { localId: 'l' },
              item('a', line(text('b')), node('orderedList', { order: 2 }, item('z', line(text('old', 'em'))))),
              item('c', line(text('d'))),
            ),
          ),
        ),
      ),
    ],
    [
      'code in a cell',
      node('table', {}, node('tableRow', {}, cellOf(node('codeBlock', { language: 'js' }, text('a\n\nold'))))),
    ],
    [
      'a layout',
      node(
        'layoutSection',
        {},
        node('layoutColumn', { width: 50, localId: 'x' }, paragraph),
        node('layoutColumn', { width: 50 }, line()),
      ),
    ],
    [
      'a caption',
      node(
        'mediaSingle',
        { layout: 'wrap-left', width: 20 },
        node('media', { type: 'file', id: '1', collection: 'c', width: 9 }),
        node('caption', { localId: 'c' }, text('old'), mention),
      ),
    ],
    [
      'a heading',
      node('heading', { level: 2, localId: 'h' }, text('old'), node('date', { timestamp: '0', localId: 'd' })),
    ],
    ['code', node('codeBlock', { language: 'adf:x', wrap: true }, text('old'))],
  ])('%s', (_, block) => {
    expect(change(block, 'old', 'new')).toEqual(JSON.parse(JSON.stringify(block).replace('old', 'new')))
  })

  describe('blanks that Markdown does not show stay with the row that had them', () => {
    const rows = (...texts: readonly string[]) =>
      line(...texts.flatMap((one, at) => (at > 0 ? [node('hardBreak'), text(one)] : [text(one)])))
    const before = rows('if a:', '    b c  ', '        d', 'e ')

    test.each([
      ['a new row', 'b c\\\n', 'b c\\\nnew\\\n', rows('if a:', '    b c  ', 'new', '        d', 'e ')],
      ['a row that goes', 'b c\\\n', '', rows('if a:', '        d', 'e ')],
      ['a row of other words', 'b c', 'x', rows('if a:', '    x  ', '        d', 'e ')],
      ['a row that becomes two', 'b c', 'b\\\nc', rows('if a:', '    b', 'c  ', '        d', 'e ')],
      ['two rows that become one', 'b c\\\nd', 'b c d', rows('if a:', 'b c d', 'e ')],
      ['two rows for one of other words', 'b c', 'x\\\ny', rows('if a:', 'x', 'y', '        d', 'e ')],
      ['other rows altogether', 'if a:\\\nb c\\\nd\\\ne', 'x\\\ny', rows('x', 'y')],
    ])('%s', (_, from, to, after) => {
      expect(change(before, from, to)).toEqual(after)
    })
  })

  test('a tag that is taken away takes span and colour with it', () => {
    const old = node('tableCell', { colspan: 2, background: '#deebff', localId: 'c' }, line(text('a')))
    const before = node('table', {}, node('tableRow', {}, old), node('tableRow', {}, cellOf(line()), cellOf(line())))
    const after = change(before, '<cell colspan="2" background="#deebff"/>', '') as { content: { content: object[] }[] }
    expect(after.content[0]!.content[0]).toEqual(node('tableCell', { colspan: 1, localId: 'c' }, line(text('a'))))
  })

  test('a word in the middle of what has a comment belongs to it', () => {
    const before = line(text('one two', comment), text(' three'))
    expect(change(before, 'two', 'and two')).toEqual(line(text('one and two', comment), text(' three')))
  })

  test('a picture may be moved and described, its attributes go with it', () => {
    const media = node('media', { type: 'file', id: '1', collection: 'c', width: 9 })
    const before = node('mediaSingle', { layout: 'wide' }, media)
    const [, moved] = adfFromEdit(editText(textOf(doc(before)), 'a\n\n![b](jira:media/1)')).content
    expect(moved).toEqual(
      node(
        'mediaSingle',
        { layout: 'wide' },
        node('media', { type: 'file', id: '1', collection: 'c', width: 9, alt: 'b' }),
      ),
    )
  })
})

describe('refused, with what to do', () => {
  test.each([
    ['> > a', 'Jira does not take a quote inside a quote.'],
    ['- # a', 'Jira does not take a "heading" inside a list item.'],
    ['a[^1]\n\n[^1]: b', 'Jira has no footnotes: write what [^1] says into the text itself.'],
    ['```js x=1\n```', 'Jira keeps the language of code and nothing beside it: take "x=1" away.'],
    ['1. [ ] a', "Jira's task lists have no numbers: write tasks with `- [ ]`."],
    ['> [!INFO] T\n>\n> a', 'Jira\'s panels have no title: put "T" on a line below [!INFO].'],
    [
      '![a](b.png)',
      'There is no picture "b.png" in this text or among the attachments: attach it first, or give its whole address.',
    ],
    [
      'a ![b](https://c.example/d.png)',
      'Jira shows a picture from another site in a paragraph of its own only: put blank lines around ![b](https://c.example/d.png).',
    ],
    [`${'> '.repeat(300)}a`, 'Quotes, lists and marks stand in each other more than 100 levels deep.'],
    ['[a](jira:what/x)', 'jira:what/x is not an address that issuefs knows.'],
    ['[soon](jira:date/0)', '[soon](jira:date/0) is no date: write [YYYY-MM-DD](jira:date/0).'],
    ['```adf:panel\nx\n```', `What stands for the "panel" is not JSON: Unexpected token 'x', "x" is not valid JSON.`],
    ['<span style="color: red">a</span>', 'Jira does not take the mark "textColor" with color = "red".'],
  ])('%j', (markdown, sentence) => {
    expect(() => adfFromEdit(newText(markdown))).toThrow(new SourceError('invalid', sentence))
  })
})
