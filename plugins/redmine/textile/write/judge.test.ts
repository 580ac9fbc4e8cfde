import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { it } from 'vitest'
import { printText } from '../../../../framework/markdown/index.ts'
import { parseMarkdown } from '../../../../framework/edit/parse-markdown.ts'
import { textileToBlocks } from '../index.ts'
import { textileFromEdit } from './text-from-edit.ts'
import { outlineOf } from '../outline.ts'
const options = { fileName: () => undefined, filePath: () => undefined }
it('x', () => {
  const word = fc.constantFrom('one', 'two', 'Three', 'a_b', '2\\*3', 'it’s', '\\<b>', 'x@y.z', '(c)', '5%', '&amp;lt;', '\\*no\\*', 'a - b', 'x --opt', '[a]', '{b}', 'p. x', '"q"', 'h2. z', '\\_u\\_', '|', '^x^', '+y+', '~z~', 'n!', '=>', 'C:\\\\t')
  const words = fc.array(word, { minLength: 1, maxLength: 5 }).map(all => all.join(' '))
  const marked = fc.tuple(fc.constantFrom('', '**', '_', '~~', '`'), fc.array(fc.constantFrom('one', 'a_b', 'x.y', '<f>', '&lt;', '2*3'), { minLength: 1, maxLength: 3 }).map(a => a.join(' '))).map(([mark, text]) => mark + text + mark)
  const phrase = fc.array(fc.oneof(words, marked, fc.constant('[x](https://x.test/a)')), { minLength: 1, maxLength: 4 }).map(all => all.join(' '))
  const block = fc.oneof(
    fc.array(phrase, { minLength: 1, maxLength: 3 }).map(all => all.join('\\\n')),
    phrase.map(text => `## ${text}`),
    phrase.map(text => `> ${text}`),
    fc.array(fc.tuple(fc.constantFrom('- ', '  - ', '  1. '), phrase), { minLength: 1, maxLength: 4 }).map(items => '- a\n' + items.map(([mark, text]) => mark + text).join('\n')),
    fc.array(fc.tuple(phrase, phrase), { minLength: 1, maxLength: 3 }).map(rows => '| a | b |\n| - | - |\n' + rows.map(([a, b]) => `| ${a} | ${b} |`).join('\n')),
    phrase.map(all => '```ruby\n' + all + '\n```'),
  )
  const out: unknown[] = []
  for (const markdown of fc.sample(block, { numRuns: 600, seed: 7 })) {
    const nodes = parseMarkdown(markdown).children
    try {
      const textile = textileFromEdit({ format: undefined, markdown, blocks: [{ kind: 'changed', markdown, nodes, was: [] }] }, options)
      out.push({ markdown, textile, outline: outlineOf(nodes) })
    } catch (error) { out.push({ markdown, error: String(error) }) }
  }
  writeFileSync('/tmp/samples.json', JSON.stringify(out))
  void printText, textileToBlocks
}, 60000)
