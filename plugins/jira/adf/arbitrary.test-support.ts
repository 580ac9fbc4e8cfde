import fc from 'fast-check'
import { node, text } from './build.test-support.ts'

const word = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-z]{3,8}$/) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('Ünïcödé', '日本語', 'snake_case', '*', '**', '`', '[x](y)', '|', '<b>', '&amp;', '#'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('\n', '  ', '\u00a0', '-', '1.', '\\', '~~', '![a', 'https://x.example', '>'),
  },
)

/** Text with what Markdown might misread. */
export const words = fc
  .array(fc.tuple(word, fc.constantFrom('', ' ', ' ')), { minLength: 1, maxLength: 5 })
  .map(parts => parts.flat().join(''))

const color = fc.constantFrom('#ff5630', '#000000')
const url = fc.tuple(fc.webUrl(), fc.constantFrom('', '/(a)', '?q=a|b', '#_x_')).map(parts => parts.join(''))
const comment = { type: 'annotation', attrs: { id: 'c1', annotationType: 'inlineComment' } }
const simpleMark = fc
  .constantFrom('strong', 'em', 'strike', 'underline', 'code', 'annotation')
  .map(type => (type === 'annotation' ? comment : { type }))
const mark = fc.oneof(
  { weight: 4, arbitrary: simpleMark },
  fc.constantFrom('sub', 'sup').map(type => ({ type: 'subsup', attrs: { type } })),
  color.map(value => ({ type: 'textColor', attrs: { color: value } })),
  color.map(value => ({ type: 'backgroundColor', attrs: { color: value } })),
  url.map(href => ({ type: 'link', attrs: { href } })),
)

const textNode = fc.tuple(words, fc.array(mark, { maxLength: 3 })).map(([value, marks]) => text(value, ...marks))

const media = fc
  .record({ id: fc.uuid(), alt: words, type: fc.constant('file'), collection: fc.constant('') })
  .map(attrs => node('media', attrs))

const inline = fc.oneof(
  { weight: 8, arbitrary: textNode },
  fc.constant(node('hardBreak')),
  fc.record({ id: fc.uuid(), text: words.map(name => `@${name}`) }).map(attrs => node('mention', attrs)),
  fc.record({ text: words, color: fc.constantFrom('blue', 'neutral') }).map(attrs => node('status', attrs)),
  fc.record({ timestamp: fc.nat(2_000_000_000_000).map(String) }).map(attrs => node('date', attrs)),
  fc.constantFrom({ shortName: ':smile:', text: '😄' }, { shortName: ':shipit:' }).map(attrs => node('emoji', attrs)),
  url.map(value => node('inlineCard', { url: value })),
  words.map(value => node('placeholder', { text: value })),
  words.map(value => node('inlineExtension', { extensionKey: 'k', extensionType: 't', text: value })),
  media.map(({ ...one }) => ({ ...one, type: 'mediaInline' })),
)

const line = fc.array(inline, { maxLength: 5 })
const paragraph = line.map(content => node('paragraph', undefined, ...content))

const { block } = fc.letrec<{ block: object; item: object; cell: object }>(tie => {
  const some = (maxLength: number) => fc.array(tie('block'), { minLength: 1, maxLength })
  const holding = (type: string, attrs: fc.Arbitrary<object> = fc.constant({})) =>
    fc.tuple(attrs, some(3)).map(([values, content]) => node(type, values, ...content))
  const listOf = (type: string, attrs: fc.Arbitrary<object>, item: fc.Arbitrary<object>) =>
    fc
      .tuple(attrs, fc.array(item, { minLength: 1, maxLength: 3 }))
      .map(([values, items]) => node(type, values, ...items))
  const none = fc.constant({})
  const lineOf = (type: string, state: fc.Arbitrary<string>) =>
    fc.tuple(state, line).map(([value, content]) => node(type, { state: value }, ...content))
  const rows = fc.array(fc.array(tie('cell'), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
  return {
    item: holding('listItem'),
    cell: fc
      .tuple(
        fc.constantFrom('tableCell', 'tableHeader'),
        fc.record({
          colspan: fc.integer({ min: 1, max: 3 }),
          rowspan: fc.integer({ min: 1, max: 3 }),
          background: color,
        }),
        some(2),
      )
      .map(([type, attrs, content]) => node(type, attrs, ...content)),
    block: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      paragraph,
      fc.tuple(fc.integer({ min: 1, max: 6 }), line).map(([level, content]) => node('heading', { level }, ...content)),
      fc
        .tuple(fc.constantFrom('js', 'C Sharp', ''), words)
        .map(([language, value]) => node('codeBlock', { language }, text(value))),
      fc.constant(node('rule')),
      fc.tuple(media, line).map(([one, caption]) => node('mediaSingle', {}, one, node('caption', {}, ...caption))),
      fc.array(media, { minLength: 1, maxLength: 3 }).map(all => node('mediaGroup', undefined, ...all)),
      url.map(value => node('blockCard', { url: value })),
      url.map(value => node('embedCard', { url: value })),
      words.map(value => node('extension', { extensionKey: 'k', extensionType: 't', parameters: { value } })),
      fc.uuid().map(resourceId => node('syncBlock', { resourceId })),
      listOf('taskList', none, lineOf('taskItem', fc.constantFrom('TODO', 'DONE'))),
      listOf('decisionList', none, lineOf('decisionItem', fc.constant('DECIDED'))),
      listOf('bulletList', none, tie('item')),
      listOf('orderedList', fc.record({ order: fc.nat(20) }), tie('item')),
      holding('blockquote'),
      holding('panel', fc.record({ panelType: fc.constantFrom('info', 'custom'), title: words })),
      holding('expand', fc.record({ title: words })),
      holding('nestedExpand', fc.record({ title: words })),
      fc
        .tuple(fc.boolean(), rows)
        .map(([isNumberColumnEnabled, all]) =>
          node('table', { isNumberColumnEnabled }, ...all.map(cells => node('tableRow', undefined, ...cells))),
        ),
      holding('bodiedExtension', fc.record({ parameters: fc.record({ value: words }) })),
      holding('layoutSection'),
      holding('layoutColumn', fc.record({ width: fc.nat(100) })),
      holding('bodiedSyncBlock'),
      holding('unheardOf'),
    ),
  }
})

/** A document in the shape of the schema, with some freedom about what stands in what. */
export const document = fc.array(block, { maxLength: 5 }).map(content => ({ type: 'doc', version: 1, content }))

const types = [
  ...['doc', 'paragraph', 'heading', 'bulletList', 'orderedList', 'listItem', 'taskList', 'taskItem', 'codeBlock'],
  ...['decisionList', 'decisionItem', 'blockquote', 'rule', 'panel', 'expand', 'table', 'tableRow', 'tableCell'],
  ...[
    'tableHeader',
    'mediaSingle',
    'mediaGroup',
    'caption',
    'blockCard',
    'extension',
    'bodiedExtension',
    'layoutColumn',
  ],
  ...['text', 'hardBreak', 'emoji', 'mention', 'date', 'status', 'inlineCard', 'media', 'inlineExtension', 'unheardOf'],
  ...['constructor', '__proto__', ''],
]

/** Nodes that keep no rule: any type in any other, attributes and marks of any kind. */
export const { nonsense } = fc.letrec<{ nonsense: unknown }>(tie => ({
  nonsense: fc.oneof(
    { maxDepth: 5, depthSize: 'medium' },
    { weight: 2, arbitrary: words.map(value => text(value)) },
    fc.anything(),
    fc.record(
      {
        type: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...types) }, fc.anything()),
        attrs: fc.oneof(
          fc.anything(),
          fc.dictionary(fc.constantFrom('text', 'id', 'url', 'colspan', 'level'), fc.anything()),
        ),
        content: fc.oneof({ weight: 9, arbitrary: fc.array(tie('nonsense'), { maxLength: 4 }) }, fc.anything()),
        text: fc.oneof({ weight: 9, arbitrary: fc.constant(undefined) }, words, fc.anything()),
        marks: fc.oneof(fc.array(mark, { maxLength: 2 }), fc.anything()),
      },
      { requiredKeys: ['type'] },
    ),
  ),
}))
