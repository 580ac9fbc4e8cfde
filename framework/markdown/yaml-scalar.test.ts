import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { printScalar } from './yaml-scalar.ts'

const tricky = [
  ...[
    'yes',
    'No',
    'on',
    'null',
    '~',
    'True',
    '1.0',
    '1',
    '0x1f',
    '0o17',
    '1e3',
    '1_000',
    '1:30',
    '.5',
    '.inf',
    '.nan',
    '+1',
  ],
  ...[
    '- x',
    'a: b',
    'a:',
    '#x',
    'a #b',
    '? a',
    '*a',
    '&a',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '"a"',
    "'a'",
    '[a]',
    '{a}',
  ],
  ...[
    'a\nb',
    ' a',
    'a ',
    '\ta',
    'a\tb',
    '---',
    '...',
    '<<',
    '=',
    'é',
    '日本',
    '😀',
    '\u2028',
    '\ufeff',
    '\x1b[2J',
    '\x85',
  ],
  ...[
    'a, b',
    'a]',
    'C:\\x',
    'a"b',
    '12345e678901',
    '123456789012',
    '5b0c2f1e9a3d',
    '10.0.3',
    '0b1',
    '1.e2',
    '٣',
    'a?',
    '-',
    '',
  ],
]
const value = fc.oneof(
  fc.constantFrom(...tricky),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^[-+.:_\dexabn~, #]{0,9}$/),
  fc.array(fc.constantFrom(...tricky), { maxLength: 3 }).map(parts => parts.join(' ')),
)
const isTime = (text: string) => /^\d{4}-\d\d-\d\d(T|$)/.test(text)

describe('YAML reads back what was printed', () => {
  test('as a value, a key and an item, in YAML 1.2 and 1.1', () => {
    fc.assert(
      fc.property(value, text => {
        const wanted = text.toWellFormed()
        const source = `${printScalar(text, 'flow')}: ${printScalar(text, 'block')}\n`
        const list = `k: [${printScalar(text, 'flow')}, ${printScalar(text, 'flow')}]\n`
        expect(source.split('\n')).toHaveLength(2)
        expect(source).not.toMatch(/[\0-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/)
        for (const version of isTime(text) ? (['1.2'] as const) : (['1.2', '1.1'] as const)) {
          expect(Object.entries(parse(source, { version }))).toEqual([[wanted, wanted]])
          expect(parse(list, { version })).toEqual({ k: [wanted, wanted] })
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('numbers and booleans', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.integer(), fc.boolean()), one => {
        const read = parse(printScalar(one, 'block'))
        expect(read === one || Object.is(read, one)).toBe(true)
      }),
    )
  })
})

test.each([
  ['In Progress', 'In Progress'],
  ['2026-01-02T03:04:05Z', '2026-01-02T03:04:05Z'],
  ['2026-01-02', '2026-01-02'],
  ['https://a.b/browse/P-1', 'https://a.b/browse/P-1'],
  ['5b0c2f1e9a3d', '5b0c2f1e9a3d'],
  ['no', '"no"'],
  ['1.0', '"1.0"'],
  ['a\nb', '"a\\nb"'],
])('%s', (text, printed) => {
  expect(printScalar(text, 'block')).toBe(printed)
})
