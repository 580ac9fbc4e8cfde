import { line, node, text } from '../build.test-support.ts'
import { runCases } from '../case.test-support.ts'

const emoji = (shortName: string, character?: string) => node('emoji', { shortName, text: character })

runCases({
  'plain text': { content: [line('Hello, world')], markdown: 'Hello, world' },
  'text that looks like Markdown': {
    content: [line('# *not* a [heading](x) <b>')],
    markdown: '\\# \\*not\\* a \\[heading]\\(x) \\<b>',
  },
  'neighbouring texts': { content: [line('a', 'b', text('c', 'annotation'))], markdown: 'abc' },
  'line ends in text': { content: [line('a  \n b\r\n\nc\n')], markdown: 'a\\\nb\\\n\\\nc' },
  'spaces around a paragraph': { content: [line('  a '), line(' \t')], markdown: 'a' },
  'hard breaks': {
    content: [line(node('hardBreak'), 'a', node('hardBreak'), 'b', node('hardBreak'))],
    markdown: 'a\\\nb',
  },
  mention: {
    content: [line('cc ', node('mention', { id: '5b:1', text: '@Alice Smith' }))],
    markdown: 'cc [@Alice Smith](jira:user/5b%3A1)',
  },
  'mention without a name, without an id': {
    content: [line(node('mention', { id: 'x' }), ' ', node('mention', { text: 'Bob' }))],
    markdown: '[@x](jira:user/x) @Bob',
  },
  status: {
    content: [line(node('status', { text: 'IN PROGRESS', color: 'blue' }), ' ', node('status', { text: 'New' }))],
    markdown: '[IN PROGRESS](jira:status/blue) [New](jira:status/neutral)',
  },
  date: {
    content: [line(node('date', { timestamp: '1767312000000' }))],
    markdown: '[2026-01-02](jira:date/1767312000000)',
  },
  emoji: {
    content: [line(emoji(':smile:', '😄'), emoji(':shipit:', ':shipit:'), emoji('dog'))],
    markdown: '😄:shipit::dog:',
  },
  'inline card': {
    content: [line(node('inlineCard', { url: 'https://a.example/x' }))],
    markdown: '[https://a.example/x](https://a.example/x "card")',
  },
  'inline card of a description': {
    content: [line(node('inlineCard', { data: { url: 'https://a.example' } }))],
    markdown: '[https://a.example](https://a.example "card")',
  },
  'picture in a line': {
    content: [line('see ', node('mediaInline', { id: '1', alt: 'known.png' }), node('mediaInline', { id: '2' }))],
    markdown: 'see ![known.png](PROJ-1/attachments/known.png)![](jira:media/2)',
  },
  placeholder: {
    content: [line(node('placeholder', { text: 'What?' }))],
    markdown:
      '[What?](jira:adf/placeholder/%7B%22type%22%3A%22placeholder%22%2C%22attrs%22%3A%7B%22text%22%3A%22What%3F%22%7D%7D)',
  },
  'inline extension': {
    content: [line(node('inlineExtension', { extensionKey: 'toc' }))],
    markdown:
      '[toc](jira:adf/inlineExtension/%7B%22type%22%3A%22inlineExtension%22%2C%22attrs%22%3A%7B%22extensionKey%22%3A%22toc%22%7D%7D)',
  },
  'unknown leaf': {
    content: [line(node('sparkle', { size: 1 }))],
    markdown: '[sparkle](jira:adf/sparkle/%7B%22type%22%3A%22sparkle%22%2C%22attrs%22%3A%7B%22size%22%3A1%7D%7D)',
  },
  'unknown node with text': {
    content: [line('a ', { type: 'sparkle', text: 'b' }, ' ', node('box', {}, text('c', 'em')))],
    markdown: 'a b _c_',
  },
  'block in a line': {
    content: [line('a', node('bulletList', undefined, node('listItem', undefined, line('b'))))],
    markdown: 'a • b',
  },
  'text without a paragraph': { content: ['a', text('b', 'strong')], markdown: 'a\n\n**b**' },
})
