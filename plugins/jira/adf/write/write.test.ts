import { describe, expect, test } from 'vitest'
import { newText, shownText } from '../../markup/edit.test-support.ts'
import { adfToBlocks } from '../index.ts'
import { adfFromEdit } from './index.ts'

function shown(doc: unknown): string {
  return shownText(
    'adf',
    adfToBlocks(doc).map(({ nodes, origin }) => ({ markdown: nodes, origin })),
  )
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
  const doc = adfFromEdit(newText('a **`b` c** <b>\nd\n\n[x]\n\n[x]: https://a.example'))
  expect(doc.content).toEqual([
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
