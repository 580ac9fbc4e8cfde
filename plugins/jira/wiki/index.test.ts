import { describe, expect, test } from 'vitest'
import { wikiToBlocks } from './index.ts'
import { printWiki } from './testing/print.ts'

const context = {
  mediaPath: ({ name }: { readonly name?: string }) => (name === 'a b.png' ? 'P-1/attachments/a%20b.png' : undefined),
  userName: (id: string) => (id === 'alice' ? 'Alice Smith' : undefined),
  issueUrl: (key: string) => (key.startsWith('P-') ? `https://jira.test/browse/${key}` : undefined),
}

const cases: Readonly<Record<string, readonly (readonly [wiki: string, markdown: string])[]>> = {
  'headings and rules': [
    ['h1. Title', '# Title'],
    ['h6.Title', '###### Title'],
    [' h2. A *b*\r\ntext', '## A **b**\n\ntext'],
    ['h7. no', 'h7. no'],
    ['text\nh3. Title\nmore', 'text\n\n### Title\n\nmore'],
    ['h1.', 'h1.'],
    ['h2. a {code}b{code}', '## a\n\n```\nb\n```'],
    ['a\n----\nb', 'a\n\n***\n\nb'],
    ['a -- b --- c', 'a -- b --- c'],
  ],
  marks: [
    ['*strong* _emphasis_ -deleted- +inserted+', '**strong** *emphasis* ~~deleted~~ <u>inserted</u>'],
    ['??cited?? x ^2^ y ~3~', '<cite>cited</cite> x <sup>2</sup> y <sub>3</sub>'],
    ['{{mono *a* \\-\\-x}}', '`mono *a* --x`'],
    ['{{<{name}}} and {{a{b}}}', '`<{name}` and `a{b}`'],
    ['_*both*_ and *_both_*', '***both*** and **_both_**'],
    ['*a _b_ c*', '**a *b* c**'],
    ['2*3*4 foo_bar_baz a-b-c 1+2+3', '2\\*3\\*4 foo_bar_baz a-b-c 1+2+3'],
    ['x * y * z', 'x \\* y \\* z'],
    ['*not\nstrong*', '\\*not\\\nstrong\\*'],
    ['(*a*), "_b_".', '(**a**), "*b*".'],
    ['wo{*}r{*}d', 'wo**r**d'],
    ['{*} a {*}b', '**a** b'],
    ['*a _b* c_', '**a \\_b** c\\_'],
    ['--verbose and --quiet-', '\\--verbose and --quiet-'],
    ['`foo_bar` x ``a`b``', '`foo_bar` x ``a`b``'],
    ['[*bold*|http://x.test]', '[**bold**](http://x.test)'],
  ],
  'escapes and breaks': [
    ['\\*a\\* \\{b\\} \\[c\\]', '\\*a\\* {b} \\[c]'],
    ['a\\\\b', 'a\\\nb'],
    ['a\\\\\nb', 'a\\\nb'],
    ['a\r\nb', 'a\\\nb'],
    ['C:\\\\Users\\\\me and \\\\\\\\server\\share', 'C:\\\\\\Users\\\\\\me and \\\\\\\\\\\\\\server\\share'],
    [':) (/) (x) (!)', ':) (/) (x) (!)'],
    ['1. one', '1\\. one'],
    ['a \b b', 'a \b b'],
  ],
  colours: [
    ['{color:red}a{color} b', '<span style="color: red">a</span> b'],
    ['{color:#ff0000}\na\nb\n{color}', '<span style="color: #ff0000">a\\\nb</span>'],
    ['{color:red}a\n\nb{color}', '<span style="color: red">a\n\nb</span>'],
    ['{color:red}a', '{color:red}a'],
    ['a{color}', 'a{color}'],
    ['*{color:red}a{color}*', '**<span style="color: red">a</span>**'],
  ],
  links: [
    ['[http://x.test/a_b]', '<http://x.test/a_b>'],
    ['[words|http://x.test/]', '[words](http://x.test/)'],
    ['[words|http://x.test/|tip]', '[words](http://x.test/ "tip")'],
    ['[http://x.test|http://x.test|smart-link]', '[http://x.test](http://x.test "card")'],
    ['[#top] [up|#top]', '[top](#top) [up](#top)'],
    ['[^a b.png] [^x.log]', '[a b.png](P-1/attachments/a%20b.png) [x.log](jira:media/x.log)'],
    ['[the log|^x.log]', '[the log](jira:media/x.log)'],
    ['[mailto:a@b.test] [write|mailto:a@b.test] c@d.test', '<a@b.test> [write](mailto:a@b.test) <c@d.test>'],
    ['[~alice] [~bob]', '[@Alice Smith](jira:user/alice) [@bob](jira:user/bob)'],
    ['[P-1] [it|P-2] [X-1]', '[P-1](https://jira.test/browse/P-1) [it](https://jira.test/browse/P-2) \\[X-1]'],
    ['see http://x.test/a_b_c?d=*e*, (http://x.test/(f))', 'see <http://x.test/a_b_c?d=*e>\\*, (<http://x.test/(f)>)'],
    ['[DEBUG] x [ERROR]', '\\[DEBUG] x \\[ERROR]'],
    ['a[0] = b[i|j]', 'a\\[0] = b\\[i|j]'],
    ['@scope/name', '@scope/name'],
    ['x {anchor:here} y', 'x <a id="here"></a> y'],
  ],
  images: [
    ['!pic.png!', '![pic.png](jira:media/pic.png)'],
    ['!a b.png|width=300!', '![a b.png](P-1/attachments/a%20b.png "width=300")'],
    ['!http://x.test/p!', '![](http://x.test/p)'],
    ['[http://a_b_c/|http://a_b_c/]', '<http://a_b_c/>'],
    ['Hey! Look! No picture!', 'Hey! Look! No picture!'],
    ['if (!a.b && !c)', 'if (!a.b && !c)'],
  ],
  lists: [
    ['* a\n* b\n** c\n* d', '* a\n* b\n  * c\n* d'],
    ['# a\n# b\n#* c\n#* d\n# e', '1. a\n2. b\n   * c\n   * d\n3. e'],
    ['- a\n- b', '* a\n* b'],
    ['* a\nmore\n* b', '* a\\\n  more\n* b'],
    ['* a\n\n* b', '* a\n\n- b'],
    ['* a\n# b', '* a\n\n1. b'],
    ['*** a\n* b', '* a\n* b'],
    ['# a\n{code}\nx\n\ny\n{code}\n# b', '1. a\n   ```\n   x\n\n   y\n   ```\n2. b'],
    ['text\n* a\ntext\n\nafter', 'text\n\n* a\\\n  text\n\nafter'],
    ['*a* b\n#c', '**a** b\\\n\\#c'],
    ['x\n  Cores = 2\n  # CPUs = 4', 'x\\\nCores = 2\\\n\\# CPUs = 4'],
    [' # a\n # b', '1. a\n2. b'],
    ['-- dash', '\\-- dash'],
  ],
  tables: [
    ['||a||b||\n|1|2|', '| a | b |\n| - | - |\n| 1 | 2 |'],
    ['|1|2|\r\n|3|4|\r\n', '| | |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |'],
    ['||a|1|\n||b|2|', '| | |\n| - | - |\n| **a** | 1 |\n| **b** | 2 |'],
    ['||a||\n|1|2|3|', '| a | | |\n| - | - | - |\n| 1 | 2 | 3 |'],
    ['|a\nb|c|', '| | |\n| - | - |\n| a<br>b | c |'],
    ['|[x|http://x.test]|{{a|b}}|c\\|d|', '| | | |\n| - | - | - |\n| [x](http://x.test) | `a\\|b` | c\\|d |'],
    ['|{code}a\nb{code}|c|', '| | |\n| - | - |\n| `a`<br>`b` | c |'],
    ['|a{panel:title=T}b{panel}|c|', '| | |\n| - | - |\n| a<br>T<br>b | c |'],
    ['|a| |\ntext', '| | |\n| - | - |\n| a | |\n\ntext'],
    ['if a\n  || b', 'if a\\\n|| b'],
  ],
  code: [
    ['{code}\n*a*\n{code}', '```\n*a*\n```'],
    ['{code:java}a{code}', '```java\na\n```'],
    [
      '{code:title=Bar.java|borderStyle=solid|lang=java}\r\na\r\nb\r\n{code}',
      '```java title="Bar.java" borderStyle="solid"\na\nb\n```',
    ],
    ['{code:title=a}x{code}', '```text title="a"\nx\n```'],
    ['{noformat}a {code} b{noformat}', '```\na {code} b\n```'],
    ['text {code}a{code} more', 'text\n\n```\na\n```\n\nmore'],
    ['{code}\na\n*b*', '```\na\n*b*\n```'],
    ['see {code} here', 'see {code} here'],
    ['use {{code}} and {{quote}} twice {{code}}', 'use `code` and `quote` twice `code`'],
    ['a\n```js\n*b*\n```\nc', 'a\n\n```js\n*b*\n```\n\nc'],
    ['{code}```{code}', '````\n```\n````'],
  ],
  'quotes, panels, other macros': [
    ['bq. said *so*', '> said **so**'],
    ['{quote}\na\n\n* b\n{quote}', '> a\n>\n> * b'],
    ['{quote}a', '{quote}a'],
    ['a {quote}b{quote} c', 'a\n\n> b\n\nc'],
    ['{panel:title=My title|bgColor=#fff}\na\n{panel}', '> [!PANEL] My title\n>\n> a'],
    ['{info}a{info}{note:title=N}b{note}', '> [!INFO]\n>\n> a\n\n> [!NOTE] N\n>\n> b'],
    ['{expand:More}a{expand}', '<details><summary>More</summary>\n\na\n\n</details>'],
    ['{quote}{panel}a{panel}{quote}', '> > [!PANEL]\n> >\n> > a'],
    ['{html}<b>x</b>{html}', '```wiki:html\n{html}<b>x</b>{html}\n```'],
    ['{toc} {jira:P-1} {unknown:a=b}', '{toc} {jira:P-1} {unknown:a=b}'],
    ['{ "a": {"b": 1} }', '{ "a": {"b": 1} }'],
  ],
}

for (const [subject, list] of Object.entries(cases)) {
  describe(subject, () => {
    test.each(list)('%j', (wiki, markdown) => {
      expect(printWiki(wiki, context)).toBe(markdown)
    })
  })
}

describe('blocks', () => {
  test('each top-level construct with its exact source', () => {
    const text = '\r\nh1. A\r\n\r\n* b\r\n# c\r\n\r\nd {code}e{code} f\r\n'
    expect(wikiToBlocks(text, {}).map(({ nodes, origin }) => [nodes.map(node => node.type).join(), origin])).toEqual([
      ['heading', '\r\nh1. A\r\n\r\n'],
      ['list,list', '* b\r\n# c\r\n\r\n'],
      ['paragraph', 'd '],
      ['code', '{code}e{code}'],
      ['paragraph', ' f\r\n'],
    ])
  })
  test('nothing to show is still a block', () => {
    expect(wikiToBlocks('', {})).toEqual([])
    expect(wikiToBlocks(' \r\n', {})).toEqual([{ nodes: [], origin: ' \r\n' }])
    expect(wikiToBlocks('{code}{code}', {})).toEqual([{ nodes: [], origin: '{code}{code}' }])
  })
})
