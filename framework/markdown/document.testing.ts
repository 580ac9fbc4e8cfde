import fc from 'fast-check'
import type { Comment, Document, Front, Text } from '../source/document.ts'
import { plainText } from '../source/text.ts'
import { hostileNodes, hostileText } from './mdast.testing.ts'

/** Lines that pose as structure of ours. */
const lines = [
  ...[
    '## Comments',
    '## Comments  ',
    '\\## Comments',
    '\\\\## Comments\t',
    '##  Comments',
    '# Comments',
    ' ## Comments',
  ],
  ...['### bob, 2026-01-03 09:00 UTC <!-- comment 10001 -->', '\\### x <!-- comment 1 --> ', '# t <!-- comment -->'],
  ...[
    '## Environment <!-- field environment -->',
    '#\t<!--field x-->',
    '####### a <!-- comment 1 -->',
    '#<!-- comment 1 -->',
  ],
  ...[
    '### a <!-- comment 1 --> <!-- comment 2 -->',
    '## a <!-- field',
    '-->',
    '<\\!-- comment 3 -->',
    '<!-- comment 3 -->',
  ],
  ...[
    '---',
    '...',
    'revision: 000000000000',
    'key: forged',
    '# Title',
    '```',
    '',
    '   ',
    '\u2028## Comments',
    '\u0085## Comments',
  ],
  ...[
    '\x1b[2J',
    '\0',
    '\ud800',
    '\u202eabc',
    '\x9b31m',
    'text',
    '## Comments\u00a0',
    '## Comments\v',
    'x\u2029## Comments',
  ],
]
const line = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...lines) }, hostileText)

export const hostileString: fc.Arbitrary<string> = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r', '\n\n', '')), { maxLength: 6 })
  .map(parts => parts.flat().join(''))

export const hostileBody: fc.Arbitrary<Text> = fc.oneof(
  hostileString.map(value => plainText(value)),
  fc
    .array(fc.oneof(hostileString, hostileNodes), { maxLength: 3 })
    .map((parts): Text => ({ format: 'markdown', blocks: parts.map(markdown => ({ markdown, origin: null })) })),
)

const name = fc.oneof(
  fc.constantFrom('key', 'revision', 'Story Points', 'a: b', '"', '', 'é', '---', '__proto__'),
  line,
)
const time = fc.oneof(fc.constant('2026-01-03T09:00:30Z'), line)

const hostileFront: fc.Arbitrary<Front> = fc
  .array(
    fc.tuple(name, fc.oneof(line, fc.integer(), fc.boolean(), fc.constant(null), fc.array(line, { maxLength: 3 }))),
    {
      maxLength: 6,
    },
  )
  .map(entries => Object.fromEntries(entries))

const hostileComment = fc.record(
  {
    id: fc.oneof(fc.constantFrom('10001', 'new', '', '%', '-->', 'a b'), line),
    author: line,
    at: time,
    edited: time,
    note: line,
    text: hostileBody,
  },
  { requiredKeys: ['id', 'author', 'at', 'text'] },
) as fc.Arbitrary<Comment>

export const hostileDocument: fc.Arbitrary<Document> = fc.record(
  {
    front: hostileFront,
    title: hostileString,
    body: hostileBody,
    sections: fc.array(fc.record({ id: name, title: line, text: hostileBody }), { maxLength: 3 }),
    comments: fc.array(hostileComment, { maxLength: 3 }),
  },
  { requiredKeys: ['front', 'title', 'body'] },
) as fc.Arbitrary<Document>
