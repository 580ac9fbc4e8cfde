import fc from 'fast-check'
import type { Nodes } from 'mdast'
import { expect, test } from 'vitest'
import { document, nonsense } from './arbitrary.test-support.ts'
import { adfToBlocks, adfToMdast } from './index.ts'
import { parse, print } from './print.test-support.ts'

test('no word of a document is lost, and all stay in order', () => {
  fc.assert(
    fc.property(document, doc => {
      const read = lettersOf(textIn(parse(print(adfToMdast(doc).children))))
      let place = 0
      for (const word of wordsIn(doc as AnyNode)) {
        const found = read.indexOf(word, place)
        expect(found, `${word} in ${read.slice(place)}`).toBeGreaterThanOrEqual(0)
        place = found + word.length
      }
    }),
    { seed: 20_260_102, numRuns: 300 },
  )
})

test('no value makes it fail, and no word of a text node is lost', () => {
  fc.assert(
    fc.property(nonsense, value => {
      const read = lettersOf(textIn(parse(print(adfToMdast(value).children))))
      for (const word of textNodeWords(value)) expect(read).toContain(word)
    }),
    { seed: 20_260_102, numRuns: 300 },
  )
})

test('a block keeps its node as it was received', () => {
  fc.assert(
    fc.property(document, doc => {
      expect(adfToBlocks(doc).map(block => block.origin)).toEqual(doc.content)
    }),
    { seed: 20_260_102, numRuns: 50 },
  )
})

interface AnyNode {
  readonly type: string
  readonly text?: string
  readonly attrs?: Readonly<Record<string, unknown>>
  readonly content?: readonly AnyNode[]
}

/** What a reader of Jira sees, in order. */
function wordsIn(node: AnyNode): string[] {
  const { text, title, url, timestamp, shortName, alt } = node.attrs ?? {}
  const date = timestamp === undefined ? undefined : new Date(Number(timestamp)).toISOString().slice(0, 10)
  const shown = [node.text, title, url, alt, date, text ?? shortName].filter(value => typeof value === 'string')
  return [...shown.flatMap(value => splitWords(value)), ...(node.content ?? []).flatMap(wordsIn)]
}

function textNodeWords(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textNodeWords)
  if (typeof value !== 'object' || value === null) return []
  const { type, text, content } = value as AnyNode
  const own = type === 'text' && typeof text === 'string' ? splitWords(text) : []
  return [...own, ...(Array.isArray(content) ? content.flatMap(textNodeWords) : [])]
}

function splitWords(text: string): string[] {
  return text.split(/\s+/).map(lettersOf).filter(Boolean)
}

/** Letters, digits and emoji, in lower case. */
function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}\p{Extended_Pictographic}]/gu, '')
}

/** All that the tree of a Markdown text says, with the references of its HTML written out. */
function textIn(tree: Nodes): string {
  if (tree.type === 'html') {
    const named = tree.value.replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&quot;', '"')
    return named.replaceAll(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
  }
  if (tree.type === 'image') return `${tree.alt} ${tree.url}`
  if ('value' in tree) return tree.value
  const inside = 'children' in tree ? tree.children.map(textIn).join('') : ''
  return tree.type === 'link' ? `${inside} ${tree.url}` : inside
}
