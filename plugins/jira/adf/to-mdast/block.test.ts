import { line, node, text } from '../build.test-support.ts'
import { runCases } from '../case.test-support.ts'

const carried = 'a line in brackets is a tag here and text when read'

runCases({
  headings: {
    content: [node('heading', { level: 2 }, 'a'), node('heading', { level: 9 }, 'b'), node('heading', {}, 'c')],
    markdown: '## a\n\n###### b\n\n# c',
  },
  'heading of two lines': {
    content: [node('heading', { level: 1 }, 'a', node('hardBreak'), 'b'), node('heading', { level: 1 })],
    markdown: '# a b',
    rewritten: 'texts are joined',
  },
  blockquote: { content: [node('blockquote', undefined, line('a'), line('b'))], markdown: '> a\n>\n> b' },
  rule: { content: [line('a'), node('rule'), line('b')], markdown: 'a\n\n---\n\nb' },
  'code block': {
    content: [node('codeBlock', { language: 'js' }, 'let a\r\n', 'let b'), node('codeBlock', undefined, '```')],
    markdown: '```js\nlet a\nlet b\n```\n\n````\n```\n````',
  },
  'code block in a language of ours': {
    content: [node('codeBlock', { language: 'adf:panel' }, '{}')],
    markdown: '```adf-panel\n{}\n```',
  },
  panel: {
    content: [node('panel', { panelType: 'info' }, line('a')), node('panel', { panelType: 'error' }, line('b'))],
    markdown: '> [!INFO]\n>\n> a\n\n> [!ERROR]\n>\n> b',
    rewritten: carried,
  },
  'custom panel': {
    content: [node('panel', { panelType: 'custom', panelIcon: ':rocket:', panelIconText: '🚀' }, line('a'))],
    markdown: '> [!CUSTOM] 🚀\n>\n> a',
    rewritten: carried,
  },
  'quote that looks like a panel': {
    content: [node('blockquote', undefined, line('[!INFO]'))],
    markdown: '> \\[!INFO]',
  },
  'expand, with one in it': {
    content: [node('expand', { title: 'A & <b>' }, line('a'), node('nestedExpand', { title: '' }, line('b')))],
    markdown:
      '<details><summary>A &amp; &lt;b></summary>\n\na\n\n<details><summary></summary>\n\nb\n\n</details>\n\n</details>',
  },
  'picture with a caption': {
    content: [
      node(
        'mediaSingle',
        { layout: 'wide' },
        node('media', { id: '1', alt: 'known.png' }),
        node('caption', {}, 'A cat'),
      ),
    ],
    markdown: '![known.png](PROJ-1/attachments/known.png)\\\nA cat',
  },
  'picture with a link': {
    content: [
      {
        ...node('mediaSingle', {}, node('media', { type: 'external', url: 'https://x.example/a.png' })),
        marks: [{ type: 'link', attrs: { href: 'https://x.example' } }],
      },
    ],
    markdown: '[![](https://x.example/a.png)](https://x.example)',
  },
  'group of files': {
    content: [node('mediaGroup', undefined, node('media', { id: '1', alt: 'a.pdf' }), node('media', { id: '2' }))],
    markdown: '![a.pdf](jira:media/1)\n![](jira:media/2)',
  },
  cards: {
    content: [node('blockCard', { url: 'https://x.example' }), node('embedCard', { url: 'https://y.example' })],
    markdown:
      '[https://x.example](https://x.example "block card")\n\n[https://y.example](https://y.example "embed card")',
  },
  'card of a search': {
    content: [node('blockCard', { datasource: { id: 'x' } })],
    markdown: '```adf:blockCard\n{"type":"blockCard","attrs":{"datasource":{"id":"x"}}}\n```',
  },
  'extensions without a body': {
    content: [node('extension', { extensionKey: 'chart' }), node('syncBlock', { resourceId: 'r' })],
    markdown:
      '```adf:extension\n{"type":"extension","attrs":{"extensionKey":"chart"}}\n```\n\n' +
      '```adf:syncBlock\n{"type":"syncBlock","attrs":{"resourceId":"r"}}\n```',
  },
  'extension with a body': {
    content: [node('bodiedExtension', { extensionKey: 'k', parameters: { t: "it's" }, localId: '1' }, line('a'))],
    markdown: `<div data-adf="bodiedExtension" data-extensionKey="k" data-parameters='{"t":"it&#39;s"}'>\n\na\n\n</div>`,
  },
  'extension with several bodies': {
    content: [node('multiBodiedExtension', undefined, node('extensionFrame', undefined, line('a')))],
    markdown: '<div data-adf="multiBodiedExtension">\n\n<div data-adf="extensionFrame">\n\na\n\n</div>\n\n</div>',
  },
  layout: {
    content: [node('layoutSection', undefined, node('layoutColumn', { width: 50 }, line('a')))],
    markdown:
      '<div data-adf="layoutSection">\n\n<div data-adf="layoutColumn" data-width="50">\n\na\n\n</div>\n\n</div>',
  },
  'synchronised block': {
    content: [node('bodiedSyncBlock', { resourceId: 'r' }, line('a'))],
    markdown: '<div data-adf="bodiedSyncBlock" data-resourceId="r">\n\na\n\n</div>',
  },
  'unknown blocks': {
    content: [node('poll', { id: 1 }), node('stage', undefined, line(text('a', 'strong')))],
    markdown: '```adf:poll\n{"type":"poll","attrs":{"id":1}}\n```\n\n<div data-adf="stage">\n\n**a**\n\n</div>',
  },
  'document in a document': { content: [node('doc', undefined, line('a'), line('b'))], markdown: 'a\n\nb' },
})
