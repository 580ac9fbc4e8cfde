import { line, node, text } from '../build.test-support.ts'
import { runCases } from '../case.test-support.ts'

const link = (href: string, title?: string) => ({ type: 'link', attrs: { href, title } })
const color = (value: string) => ({ type: 'textColor', attrs: { color: value } })
const subsup = (type: string) => ({ type: 'subsup', attrs: { type } })

runCases({
  'strong, em, strike': {
    content: [line(text('a', 'strong'), ' ', text('b', 'em'), ' ', text('c', 'strike'))],
    markdown: '**a** _b_ ~~c~~',
  },
  'the widest mark stands outside': {
    content: [line(text('a ', 'em'), text('b', 'em', 'strong'), text(' c', 'strong'))],
    markdown: '_a **b**_ **c**',
  },
  'one mark over several texts': {
    content: [line(text('a ', 'strong'), text('b', 'em', 'strong'), text(' c', 'strong'))],
    markdown: '**a _b_ c**',
  },
  'white space at the edge': {
    content: [line('x', text(' a ', 'strong'), 'y', text(' ', 'em'), text('\nb', 'em'))],
    markdown: 'x **a** y\\\n_b_',
  },
  'code with other marks': {
    content: [line(text('a', 'code', 'strong'), ' ', text('b', 'code', link('https://x.example')))],
    markdown: '**`a`** [`b`](https://x.example)',
  },
  'neighbouring codes': { content: [line(text('a', 'code'), text('b', 'annotation', 'code'))], markdown: '`ab`' },
  'code of several lines, of nothing': {
    content: [line(text('a\nb', 'code'), text('  ', 'code'), 'c')],
    markdown: '`a b`  c',
  },
  link: {
    content: [
      line(text('see ', link('https://x.example/(a)', 'T')), text('it', 'em', link('https://x.example/(a)', 'T')), '.'),
    ],
    markdown: '[see _it_](https://x.example/\\(a\\) "T").',
  },
  'two links side by side': {
    content: [line(text('a', link('https://x.example')), text('b', link('https://y.example')))],
    markdown: '[a](https://x.example)[b](https://y.example)',
  },
  'link around a mention': {
    content: [
      line(text('a ', link('https://x.example')), {
        ...node('mention', { id: 'u' }),
        marks: [link('https://x.example')],
      }),
    ],
    markdown: '[a](https://x.example) [@u](jira:user/u)',
  },
  'link that would read as ours': {
    content: [line(text('Admin', link('jira:user/admin')))],
    markdown: '[Admin](jira%3Auser/admin)',
  },
  underline: { content: [line('a', text('b', 'underline', 'strong'), 'c')], markdown: 'a<u>**b**</u>c' },
  'sub- and superscript': {
    content: [line('H', text('2', subsup('sub')), 'O', text('n', subsup('sup')))],
    markdown: 'H<sub>2</sub>O<sup>n</sup>',
  },
  'text colour': {
    content: [line(text('a', color('#ff5630')), text('b', color('#ff5630'), 'strong'), text('c', color('#000000')))],
    markdown: '<span style="color: #ff5630">a**b**</span><span style="color: #000000">c</span>',
  },
  'background colour': {
    content: [line(text('a', { type: 'backgroundColor', attrs: { color: 'red' } }))],
    markdown: '<span style="background-color: red">a</span>',
  },
  'colour that is none': { content: [line(text('a', color('red"|<b>')))], markdown: 'a' },
  'marks that Markdown has no word for': {
    content: [line(text('a', 'annotation', 'fragment', 'unheardOf', 'dataConsumer'))],
    markdown: 'a',
  },
  'marks of blocks': {
    content: [{ ...line('a'), marks: [{ type: 'alignment', attrs: { align: 'center' } }, { type: 'indentation' }] }],
    markdown: 'a',
  },
})
