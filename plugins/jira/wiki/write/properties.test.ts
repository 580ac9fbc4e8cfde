import fc from 'fast-check'
import { isSourceError, type Text } from 'issuefs/source'
import { expect, test } from 'vitest'
import { hostileText } from '../../../../framework/markdown/mdast.testing.ts'
import { editOf, newText, rewritten, shownBlocks, shownText, withWordChanged } from '../../markup/edit.test-support.ts'
import { wiki } from '../arbitrary.test-support.ts'
import { wikiToBlocks, wikiToMdast } from '../index.ts'
import { wikiFromEdit } from './index.ts'
import { wikiKey } from './key.ts'

const settings = { seed: 20_260_102, numRuns: 400 }

function textOf(text: string): Text {
  return { format: 'wiki', blocks: wikiToBlocks(text, {}).map(({ nodes, origin }) => ({ markdown: nodes, origin })) }
}

test('a text written over with what it showed is the same text, byte for byte', () => {
  fc.assert(
    fc.property(wiki, text => {
      expect(wikiFromEdit(rewritten(textOf(text)))).toBe(text)
    }),
    settings,
  )
})

test('what is shown, written anew, shows the same', () => {
  fc.assert(
    fc.property(wiki, text => {
      const shown = shownText('wiki', textOf(text).blocks)
      const written = orRefused(() => wikiFromEdit(newText(shown)))
      if (written !== undefined) {
        expect(shownKeyOf(written)).toBe(shownKeyOf(text))
      }
    }),
    settings,
  )
})

test('one word changed: the blocks around it are the same, byte for byte', () => {
  fc.assert(
    fc.property(wiki, fc.nat(), (text, place) => {
      const before = textOf(text)
      const shown = shownBlocks(before)
      const index = place % Math.max(1, shown.length)
      const changed = withWordChanged(shown[index] ?? '', 'changedword')
      if (changed === undefined) return
      const written = orRefused(() => wikiFromEdit(editOf(before, index, changed)))
      if (written === undefined) return
      const origins = before.blocks.map(block => String(block.origin))
      const [start, end] = [origins.slice(0, index).join(''), origins.slice(index + 1).join('')]
      expect(written.startsWith(start) && written.endsWith(end), written).toBe(true)
      expect(written).toContain('changedword')
    }),
    settings,
  )
})

test('any Markdown is written or refused with a reason', () => {
  fc.assert(
    fc.property(hostileText, markdown => {
      orRefused(() => wikiFromEdit(newText(markdown)))
    }),
    settings,
  )
})

function shownKeyOf(text: string): string {
  return wikiKey(wikiToMdast(text, {}).children)
}

function orRefused(write: () => string): string | undefined {
  try {
    return write()
  } catch (error) {
    if (isSourceError(error) && error.kind === 'invalid') return undefined
    throw error
  }
}
