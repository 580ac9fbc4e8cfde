import type { Text } from 'issuefs/source'
import { expect } from 'vitest'
import { editOf, shownBlocks, withWordChanged } from '../../markup/edit.test-support.ts'
import { testRealBodies } from '../../markup/real-bodies.test-support.ts'
import { wikiToBlocks } from '../index.ts'
import { wikiFromEdit } from './index.ts'

/** Changes one word of one paragraph of every `step`th body: nothing else may change. */
export function testWordsChanged(step: number): void {
  testRealBodies('one word changed is one word changed', step, 500, changesOneWord)
}

function changesOneWord(body: string, key: string): boolean {
  const blocks = wikiToBlocks(body, {}).map(({ nodes, origin }) => ({ markdown: nodes, origin }))
  const text: Text = { format: 'wiki', blocks }
  const shown = shownBlocks(text)
  const index = blocks.findIndex(
    ({ markdown: [first] }, place) => first?.type === 'paragraph' && withWordChanged(shown[place]!, '') !== undefined,
  )
  if (index < 0) return false
  const written = wikiFromEdit(editOf(text, index, withWordChanged(shown[index]!, 'changedword')!))
  const [before, after, ...more] = written.split('changedword')
  expect(more, key).toEqual([])
  expect(body.startsWith(before!) && body.endsWith(after!), `${key}: ${written}`).toBe(true)
  const replaced = body.slice(before!.length, body.length - after!.length)
  expect(replaced, key).toMatch(/^[a-z]{4,}$/)
  expect(blocks[index]!.origin, key).toContain(replaced)
  return true
}
