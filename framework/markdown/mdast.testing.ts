import fc from 'fast-check'
import type { Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import { tidyNodes } from './tidy-nodes.ts'

/** Pieces that mean something in Markdown, so that random text is hostile text. */
const pieces = [
  ...'*_~`[](){}<>#+-=|:.!&\\"\'/@^$% \n\t1aZé',
  ...['**', '__', '~~', '```', '~~~', '---', '***', '===', '- ', '+ ', '* ', '1. ', '12) ', '# ', '> ', '  ', '   '],
  ...[
    '    ',
    '[x] ',
    '[ ] ',
    '[a]: b',
    '](',
    '][',
    '![',
    '[^1]',
    '&amp;',
    '&#65;',
    '&copy',
    '<b>',
    '</b>',
    '<!--',
    '-->',
  ],
  ...[
    'http://a.b',
    'https://c.d/e_f_(g)*',
    'www.x.y',
    'a@b.c',
    '<1@x.y>',
    'foo_bar',
    ' * ',
    ' _ ',
    'word',
    '|-|',
    ':-',
    '\n\n',
  ],
]

export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'grapheme', maxLength: 3 })),
    {
      minLength: 1,
      maxLength: 14,
    },
  )
  .map(parts => parts.join(''))

const { phrasing } = fc.letrec<{ phrasing: PhrasingContent[]; one: PhrasingContent }>(tie => ({
  phrasing: fc.array(tie('one'), { minLength: 1, maxLength: 4, depthIdentifier: 'phrasing' }),
  one: fc.oneof(
    { depthIdentifier: 'phrasing', withCrossShrink: true },
    { weight: 6, arbitrary: hostileText.map((value): PhrasingContent => ({ type: 'text', value })) },
    fc.constant<PhrasingContent>({ type: 'break' }),
    fc.constantFrom('code', 'a`b', '[x]').map((value): PhrasingContent => ({ type: 'inlineCode', value })),
    fc.constant<PhrasingContent>({ type: 'image', url: 'i.png', alt: 'alt' }),
    fc
      .record({ type: fc.constantFrom('emphasis', 'strong', 'delete'), children: tie('phrasing') })
      .map(node => node as PhrasingContent),
    hostileText.map((value): PhrasingContent => ({ type: 'link', url: 'u', children: [{ type: 'text', value }] })),
  ),
}))

/** Blocks of every kind that holds text. */
export const hostileNodes: fc.Arbitrary<RootContent[]> = fc.array(
  phrasing.chain(children =>
    fc.constantFrom<RootContent>(
      { type: 'paragraph', children },
      { type: 'heading', depth: 3, children },
      { type: 'blockquote', children: [{ type: 'paragraph', children }] },
      { type: 'list', ordered: false, children: [{ type: 'listItem', children: [{ type: 'paragraph', children }] }] },
      {
        type: 'list',
        ordered: true,
        start: 7,
        children: [{ type: 'listItem', children: [{ type: 'paragraph', children }] }],
      },
      {
        type: 'table',
        children: [
          {
            type: 'tableRow',
            children: [
              { type: 'tableCell', children },
              { type: 'tableCell', children: [] },
            ],
          },
          {
            type: 'tableRow',
            children: [
              { type: 'tableCell', children: [] },
              { type: 'tableCell', children },
            ],
          },
        ],
      },
    ),
  ),
  { minLength: 1, maxLength: 3 },
)

export function parse(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
}

/** What a tree says, as JSON: positions, spread and which URLs became links do not matter. */
export function meaning(nodes: readonly Nodes[]): string {
  return JSON.stringify(tidyNodes(unlink(nodes) as RootContent[]).nodes.map(node => strip(node)))
}

function unlink(nodes: readonly Nodes[]): Nodes[] {
  return nodes.flatMap(node => {
    if (node.type === 'link' && node.url !== 'u') return unlink(node.children)
    return [('children' in node ? { ...node, children: unlink(node.children) } : node) as Nodes]
  })
}

function strip(node: Nodes): unknown {
  const kept: Record<string, unknown> = { type: node.type }
  if ('value' in node) kept.value = node.value
  if ('url' in node) kept.url = node.url
  if ('depth' in node) kept.depth = node.depth
  if ('ordered' in node) kept.ordered = node.ordered
  if ('checked' in node && node.checked !== null) kept.checked = node.checked
  if ('children' in node) kept.children = node.children.map(child => strip(child))
  return kept
}
