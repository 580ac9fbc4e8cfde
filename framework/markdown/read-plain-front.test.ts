import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFront } from './read-front.ts'
import { readPlainFront } from './read-plain-front.ts'

/** A comment is nothing that is read fast. */
const asYaml = (source: string) => readFront(`# YAML\n${source}`, 0)

test('front matter as it is printed is read without YAML', () => {
  const source =
    'key: PROJ-1\nstatus: In Progress\nlabels: [one, two, 3]\nfix versions: ["2.10", 2.1 "Next", "a, b"]\nversion: "2.10"\npoints: 5\nupdated: 2024-05-01T10:00:00.000+0200\ndraft: false\n'
  expect(readPlainFront(source, 1)).toHaveLength(8)
  expect(readPlainFront(source, 1)).toEqual(asYaml(source).entries)
})

test.each([
  'labels:\n  - one\n',
  'key: a: b\n',
  'key: "a\\"b"\n',
  "key: 'a'\n",
  'key: a\nkey: b\n',
  'key: a # comment\n',
  'key: 2.10\n',
  'key: a\n  goes on\n',
  'key: ~\n',
  'key:\n',
  'key: |\n  text\n',
  'key: [a, b\n',
  'key: []\n',
  'key: [a, ]\n',
  'key: ["a"b]\n',
  'key: a',
  '- key: a\n',
  '? key: a\n',
  'key: &anchor a\n',
  `${'k'.repeat(1100)}: a\n`,
])('%j is left to YAML', source => expect(readPlainFront(source, 0)).toBeUndefined())

test('what is read fast is what YAML reads', () => {
  const piece = fc.constantFrom(
    ...['a', 'Zoë', '5', '0', '-1', '1e5', '0x1f', '2.10', '2024-05-01', 'true', 'null', 'no', '~', '', ' ', ':', ': '],
    ...['#', ' #', '"', "'", '[', ']', ', ', ',', '{', '}', '&a', '*a', '!', '|', '>', '%', '@', '`', '-', '- ', '?'],
    ...['\\', '\t', '\u2028', '\u00a0', '\ufeff', '\u0085', '(', ')', '/', '=', '<<', '.', '...', '---', '_', '$'],
  )
  const value = fc.array(piece, { maxLength: 4 }).map(pieces => pieces.join(''))
  const line = fc.oneof(
    fc.tuple(value, value).map(([key, text]) => `${key}: ${text}`),
    fc.tuple(fc.constantFrom('key', 'a b', 'Zoë'), value).map(([key, text]) => `${key}: ${text}`),
    fc.tuple(value, value).map(([one, other]) => `key: [${one}, ${other}]`),
    value.map(text => `key: "${text}"`),
    fc.tuple(value, value).map(([one, other]) => `key: ["${one}", ${other}, "${one}"]`),
  )
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 3 }), lines => {
      const source = `${lines.join('\n')}\n`
      const fast = readPlainFront(source, 1)
      if (fast) expect({ entries: fast, problems: [] }).toEqual(asYaml(source))
    }),
    { numRuns: 4000, seed: 5 },
  )
})
