import fc from 'fast-check'
import { fromHtml } from 'hast-util-from-html'
import { toMdast } from 'hast-util-to-mdast'
import type { RootContent } from 'mdast'
import { newText } from '../../../../framework/edit/index.ts'
import { outlineOf } from '../outline.ts'
import { textileFromEdit } from './text-from-edit.ts'

/** A text that was written as Textile. */
export interface Sample {
  readonly markdown: string
  readonly textile: string
  /** What it is to say. */
  readonly outline: string
}

/** Made-up texts as Textile, always the same ones, and how many had no form. */
export function writtenSamples(count: number): { readonly samples: readonly Sample[]; readonly refused: number } {
  const samples = fc.sample(block, { numRuns: count, seed: 5 }).flatMap(markdown => written(markdown) ?? [])
  return { samples, refused: count - samples.length }
}

/** Whether Redmine's HTML of a text says what was meant. */
export function saysTheSame({ outline }: Sample, html: string): boolean {
  const code = html.replaceAll(/<span[^>]*>|<\/span>/g, '').replaceAll(/ class="ruby[^"]*"/g, ' class="language-ruby"')
  const tree = toMdast(fromHtml(code, { fragment: true })) as { readonly children: readonly RootContent[] }
  return withoutSpace(outlineOf(tree.children)) === withoutSpace(outline)
}

function withoutSpace(outline: string): string {
  return outline.replaceAll(/\s|\\n/g, '')
}

function written(markdown: string): Sample | undefined {
  const edit = newText(markdown)
  const nodes = edit.blocks.flatMap(one => (one.kind === 'changed' ? one.nodes : []))
  try {
    const textile = textileFromEdit(edit, { fileName: () => undefined, filePath: () => undefined })
    return { markdown, textile, outline: outlineOf(nodes) }
  } catch {
    return undefined
  }
}

const word = fc.constantFrom(
  ...['one', 'two', 'a_b', '2\\*3', 'it’s', '\\<b>', 'x@y.z', '(c)', '5%', '&amp;lt;', '\\*no\\*', 'a - b', 'x --opt'],
  ...[
    '[a]',
    '{b}',
    'p. x',
    '"q"',
    'h2. z',
    '\\_u\\_',
    '|',
    '^x^',
    '+y+',
    '\\~z\\~',
    'n!',
    '=>',
    'C:\\\\t',
    '&lt;',
    '#12',
  ],
)
const sentence = fc.array(word, { minLength: 1, maxLength: 5 }).map(words => words.join(' '))
const inner = fc.array(fc.constantFrom('one', 'a_b', 'x.y', '&lt;', 'x:y', 'ok!'), { minLength: 1, maxLength: 3 })
const marked = fc
  .tuple(fc.constantFrom('**', '_', '~~', '`'), inner)
  .map(([mark, words]) => mark + words.join(' ') + mark)
const phrase = fc
  .array(fc.oneof(sentence, marked, fc.constant('[x](https://x.test/a)')), { minLength: 1, maxLength: 4 })
  .map(parts => parts.join(' '))
const block = fc.oneof(
  fc.array(phrase, { minLength: 1, maxLength: 3 }).map(lines => lines.join('\\\n')),
  phrase.map(text => `## ${text}`),
  phrase.map(text => `> ${text}`),
  fc
    .array(fc.tuple(fc.constantFrom('- ', '  - ', '  1. '), phrase), { minLength: 1, maxLength: 4 })
    .map(items => `- a\n${items.map(([mark, text]) => mark + text).join('\n')}`),
  fc
    .array(fc.tuple(phrase, phrase), { minLength: 1, maxLength: 3 })
    .map(rows => `| a | b |\n| - | - |\n${rows.map(([a, b]) => `| ${a} | ${b} |`).join('\n')}`),
  phrase.map(text => `\`\`\`ruby\n${text}\n\`\`\``),
)
