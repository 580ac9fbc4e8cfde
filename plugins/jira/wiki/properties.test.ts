import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wiki } from './arbitrary.test-support.ts'
import { wikiToBlocks } from './index.ts'
import { printWiki } from './testing/print.ts'
import { lostWords } from './testing/words.ts'

const noise = fc.string({ unit: 'binary', maxLength: 60 })

const settings = { seed: 20260102, numRuns: 3000 }

test('origins, joined, are the text', () => {
  fc.assert(
    fc.property(fc.oneof(wiki, noise), text => {
      const blocks = wikiToBlocks(text, {})
      expect(blocks.map(block => block.origin).join('')).toBe(text)
      expect(blocks.every(block => block.origin !== '')).toBe(true)
    }),
    settings,
  )
})

test('no word is lost', () => {
  fc.assert(
    fc.property(fc.oneof(wiki, noise), text => {
      expect(lostWords(text, printWiki(text))).toEqual([])
    }),
    settings,
  )
})

test('no empty nodes, and white space neither first nor last in strong and emphasis', () => {
  fc.assert(
    fc.property(wiki, text => {
      for (const block of wikiToBlocks(text, {})) for (const node of block.nodes) expect(faults(node)).toEqual([])
    }),
    settings,
  )
})

interface AnyNode {
  readonly type: string
  readonly value?: string
  readonly children?: readonly AnyNode[]
}

const mayBeEmpty = new Set(['tableCell'])

function faults(node: AnyNode): string[] {
  const found = (node.children ?? []).flatMap(faults)
  if (node.children?.length === 0 && !mayBeEmpty.has(node.type)) found.push(`empty ${node.type}`)
  if (node.type === 'text' && !node.value) found.push('empty text')
  if (node.type === 'strong' || node.type === 'emphasis' || node.type === 'delete') {
    const [first, last] = [node.children?.[0], node.children?.at(-1)]
    if (first?.type === 'break' || last?.type === 'break') found.push(`break at the edge of ${node.type}`)
    if (/^\s/.test(first?.value ?? '') || /\s$/.test(last?.value ?? '')) found.push(`space at the edge of ${node.type}`)
  }
  return found
}
