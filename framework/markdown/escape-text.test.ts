import fc from 'fast-check'
import type { RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { describe, expect, test } from 'vitest'
import { hostileNodes, hostileText, meaning, parse } from './mdast.testing.ts'
import { printNodes } from './print-nodes.ts'

/** Makes a link of each `[x]` and a footnote of each `[^1]` that is not escaped. */
const definitions: RootContent[] = [
  ...['x', 'a', 'code', 'word'].map(
    (label): RootContent => ({ type: 'definition', identifier: label, label, url: 'd' }),
  ),
  { type: 'footnoteDefinition', identifier: '1', label: '1', children: [] },
]

function print(nodes: readonly RootContent[], defined = false): string {
  return printNodes([nodes], defined).join('\n\n')
}

function printParagraph(value: string): string {
  return print([{ type: 'paragraph', children: [{ type: 'text', value }] }])
}

function printDefault(nodes: RootContent[]): string {
  return toMarkdown({ type: 'root', children: nodes }, { extensions: [gfmToMarkdown()], bullet: '-' })
}

describe('text reads back as the same text', () => {
  const numRuns = Number(process.env.ISSUEFS_RUNS ?? 1500)

  test('alone in a paragraph', () => {
    fc.assert(
      fc.property(hostileText, fc.boolean(), (value, defined) => {
        const nodes: RootContent[] = [{ type: 'paragraph', children: [{ type: 'text', value }] }]
        expect(meaning(parse(print(nodes, defined)).children)).toBe(meaning(nodes))
      }),
      { numRuns },
    )
  })

  test('wherever the default handler manages, in any construct', () => {
    fc.assert(
      fc.property(hostileNodes, fc.constantFrom([], definitions), (blocks, defined) => {
        const nodes = [...blocks, ...defined]
        const wanted = meaning(nodes)
        const ours = print(nodes)
        if (meaning(parse(ours).children) === wanted) return
        expect(meaning(parse(printDefault(nodes)).children), ours).not.toBe(wanted)
      }),
      { numRuns },
    )
  })
})

test.each(
  [
    'foo_bar_baz',
    'a < b, 1 <2',
    'AT&T & sons',
    '[x] and [Bug] and [a] (',
    '2 * 3 * 4',
    '#12 is fixed',
    '--flag and -f',
    'https://example.org/a_b?c=d&e=f#g.',
    'mail bob@example.org (or www.example.org)',
    'C:\\Users\\bob',
    '3.5 and 1',
  ].map(value => [value]),
)('%s stays as it is', value => {
  expect(printParagraph(value)).toBe(value)
})

test('a heading that ends in a URL and a `#` keeps both', () => {
  const nodes: RootContent[] = [{ type: 'heading', depth: 3, children: [{ type: 'text', value: 'see http://a.b/c#' }] }]
  expect(print(nodes)).toBe('### see http://a.b/c#')
  expect(meaning(parse(print(nodes)).children)).toBe(meaning(nodes))
})
