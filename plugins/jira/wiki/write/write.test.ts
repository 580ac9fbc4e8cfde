import { SourceError, type Text } from 'issuefs/source'
import { describe, expect, test } from 'vitest'
import { editText } from '../../../../framework/edit/text-edit.ts'
import { newText, shownText } from '../../markup/edit.test-support.ts'
import { wikiToBlocks } from '../index.ts'
import { wikiFromEdit } from './index.ts'

function textOf(text: string): Text {
  return { format: 'wiki', blocks: wikiToBlocks(text, {}).map(({ nodes, origin }) => ({ markdown: nodes, origin })) }
}

function change(text: string, from: string, to: string): string {
  const before = textOf(text)
  return wikiFromEdit(editText(before, shownText('wiki', before.blocks).replace(from, to)))
}

describe('new text', () => {
  test.each([
    ['a **b** _c_ ~~d~~ `e` <u>f</u> x<sup>2</sup>', 'a *b* _c_ -d- {{e}} +f+ x{^}2{^}'],
    ['a**b**c', 'a{*}b{*}c'],
    ['# h\n\ntext', 'h1. h\n\ntext'],
    ['- a\n- b\n  1. c\n  2. d\n- e', '* a\n* b\n*# c\n*# d\n* e'],
    ['- [ ] a', '* \\[ ] a'],
    ['```js title="x"\na\n```', '{code:js|title=x}\na\n{code}'],
    ['```\n{code}\n```', '{noformat}\n{code}\n{noformat}'],
    ['> a\n>\n> b', '{quote}\na\n\nb\n{quote}'],
    ['> [!INFO] T\n>\n> a', '{info:title=T}\na\n{info}'],
    ['<details><summary>T</summary>\n\na\n\n</details>', '{expand:T}\na\n{expand}'],
    ['| a | b |\n| - | - |\n| 1<br>2 | c\\|d |', '||a||b||\n|1 \\\\ 2|c\\|d|'],
    ['[x](https://a.example) <https://b.example/c_d>', '[x|https://a.example] https://b.example/c_d'],
    ['[@Bob](jira:user/bob) [l.txt](P-1/attachments/l.txt) ![p.png](P-1/attachments/p.png)', '[~bob] [^l.txt] !p.png!'],
    ['2\\*3 {x} [y] a-b -c- \\- d', '2*3 \\{x} \\[y] a-b \\-c- - d'],
    ['\\- a', '\\- a'],
    ['a\\\nb', 'a\nb'],
    ['***', '----'],
    ['soft\nline', 'soft line'],
    ['<span style="color: red">a</span>', '{color:red}a{color}'],
  ])('%j', (markdown, wiki) => {
    expect(wikiFromEdit(newText(markdown))).toBe(wiki)
  })
})

describe('only what was changed is', () => {
  test.each([
    [
      'h1. A\r\n\r\nold {toc} -x- text  \r\n\r\n- b\r\n- c\r\n',
      'old',
      'new',
      'h1. A\r\n\r\nnew {toc} -x- text  \r\n\r\n- b\r\n- c\r\n',
    ],
    ['- a {jira:X-1}\r\n- old\r\n-- c\r\n', 'old', 'new', '- a {jira:X-1}\r\n- new\r\n-- c\r\n'],
    ['d {code}e{code} old\r\n', 'old', 'new', 'd {code}e{code} new\r\n'],
    ['{color:red}a\n\nold{color} c\n\nd', 'old', 'new', '{color:red}a\n\nnew{color} c\n\nd'],
    ['a\nh2. b\nc', '## b', 'b', 'a\n\nb\n\nc'],
    ['a\n\nb', 'a', 'a\n\n- x\n- y', 'a\n\n* x\n* y\n\nb'],
    ['a\r\nh2. b\r\nc\r\n', '## b\n\n', '', 'a\r\n\r\nc\r\n'],
    ['a\r\n\r\nb', 'b', 'b\n\nc', 'a\r\n\r\nb\r\n\r\nc'],
    ['a\n\n{noformat}\nx\n{noformat}\n', 'a\n\n', '', '{noformat}\nx\n{noformat}\n'],
    ['see \b{jira:X-1|y} old', 'old', 'new', 'see \b{jira:X-1|y} new'],
    ['||a||b||\r\n|{color:red}old{color}|-x- {toc}|', 'old', 'new', '||a||b||\r\n|{color:red}new{color}|-x- {toc}|'],
    ['bq. old thing', 'old', 'new', 'bq. new thing'],
  ])('%j', (text, from, to, wanted) => {
    expect(change(text, from, to)).toBe(wanted)
  })
})

test('shows what was written', () => {
  const markdown = '- a\n- b\n\n1. c\n\n> d'
  expect(shownText('wiki', textOf(wikiFromEdit(newText(markdown))).blocks)).toBe(markdown)
})

describe('refused, with what to do', () => {
  test.each([
    ['3. a', 'Numbered lists of wiki markup begin with 1, not with 3.'],
    ['- a\n\n  b', 'Items of lists in wiki markup are one paragraph: put "b" into a paragraph of its own.'],
    ['> a\n>\n> > b', 'Quotes of wiki markup cannot hold quotes: leave one `>` only.'],
    ['a[^1]\n\n[^1]: b', 'Jira has no footnotes: write what [^1] says into the text itself.'],
    ['[X](jira:status/blue)', '[X](jira:status/blue) is of Jira Cloud: wiki markup has nothing for it.'],
    ['```adf:panel\n{}\n```', '```adf:panel is of Jira Cloud: wiki markup has nothing for it.'],
    ['h1. a', 'Wiki markup cannot keep "h1. a" as it is written: say it in a simpler way.'],
  ])('%j', (markdown, sentence) => {
    expect(() => wikiFromEdit(newText(markdown))).toThrow(new SourceError('invalid', sentence))
  })
})
