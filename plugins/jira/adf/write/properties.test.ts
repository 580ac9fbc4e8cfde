import fc from 'fast-check'
import { isSourceError, type Text } from 'issuefs/source'
import { expect, test } from 'vitest'
import { hostileNodes, hostileText } from '../../../../framework/markdown/mdast.testing.ts'
import {
  editOf,
  newText,
  parseMarkdown,
  rewritten,
  shownBlocks,
  shownText,
  withWordChanged,
} from '../../markup/edit.test-support.ts'
import { shownKey } from '../../markup/shown.ts'
import { document, nonsense } from '../arbitrary.test-support.ts'
import { adfToBlocks, adfToMdast } from '../index.ts'
import { validateAdf } from '../valid/index.ts'
import { type AdfDoc, adfFromEdit } from './index.ts'

const settings = { seed: 20_260_102, numRuns: 150 }

/** As it comes over the wire: no two places hold the same object. */
const received = document.map(doc => JSON.parse(JSON.stringify(doc)) as AdfDoc)

function textOf(doc: unknown): Text {
  return { format: 'adf', blocks: adfToBlocks(doc).map(({ nodes, origin }) => ({ markdown: nodes, origin })) }
}

function shown(doc: unknown): string {
  return shownText('adf', textOf(doc).blocks)
}

test('a document written over with what it showed is the same document', () => {
  fc.assert(
    fc.property(received, doc => {
      expect(adfFromEdit(rewritten(textOf(doc)))).toEqual(doc)
    }),
    settings,
  )
})

test('one word changed: all other blocks are the same', () => {
  fc.assert(
    fc.property(received, fc.nat(), (doc, place) => {
      const text = textOf(doc)
      const blocks = shownBlocks(text)
      const index = place % Math.max(1, blocks.length)
      const changed = withWordChanged(blocks[index] ?? '', 'changedword')
      if (changed === undefined) return
      const edit = editOf(text, index, changed)
      if (edit.blocks.filter(block => block.kind === 'changed').some(block => block.was.length !== 1)) return
      const written = orRefused(() => adfFromEdit(edit))
      if (!written) return
      expect(written.content.toSpliced(index, 1)).toEqual(doc.content.toSpliced(index, 1))
      expect(JSON.stringify(written.content[index])).toContain('changedword')
    }),
    settings,
  )
})

test('whatever the tracker sent, an edit of it is written or refused with a reason', () => {
  const values = fc
    .array(nonsense, { maxLength: 3 })
    .map(content => JSON.parse(JSON.stringify({ type: 'doc', content })))
  fc.assert(
    fc.property(values, hostileText, (doc, markdown) => {
      const text = textOf(doc)
      orRefused(() => adfFromEdit(rewritten(text)))
      for (const index of text.blocks.keys())
        orRefused(() => adfFromEdit(editOf(text, index, `${shownBlocks(text)[index]} x`)))
      orRefused(() => adfFromEdit(editOf(text, 0, markdown)))
    }),
    settings,
  )
})

test('what Jira takes is valid by the schema and shows the same when it is written anew', () => {
  fc.assert(
    fc.property(fc.oneof(hostileText, hostileNodes.map(printed)), markdown => {
      const written = orRefused(() => adfFromEdit(newText(markdown)))
      if (!written) return
      expect(validateAdf(written)).toBeUndefined()
      const meant = shownKey(adfToMdast(written).children)
      // GFM cannot say a link to every address: <a@b.c_d> is none.
      if (shownKey(parseMarkdown(shown(written))) !== meant) return
      expect(shownKey(adfToMdast(adfFromEdit(newText(shown(written)))).children)).toBe(meant)
    }),
    { ...settings, numRuns: 600 },
  )
})

function printed(nodes: ReturnType<typeof parseMarkdown>): string {
  return shownText('adf', [{ markdown: nodes, origin: undefined }])
}

function orRefused(write: () => AdfDoc): AdfDoc | undefined {
  try {
    return write()
  } catch (error) {
    if (isSourceError(error) && error.kind === 'invalid') return undefined
    throw error
  }
}
