import { isSourceError, type Text } from 'issuefs/source'
import { expect } from 'vitest'
import { editOf, newText, rewritten, shownBlocks, shownText, withWordChanged } from '../../markup/edit.test-support.ts'
import { testRealBodies } from '../../markup/real-bodies.test-support.ts'
import { wikiToBlocks } from '../../wiki/index.ts'
import { adfToBlocks } from '../index.ts'
import { validateAdf } from '../valid/index.ts'
import { type AdfDoc, adfFromEdit } from './index.ts'

/** Real bodies as they would stand on Cloud: changes one word of each, and no other node may change. */
export function testWordsChanged(step: number): void {
  testRealBodies('one word changed is one word changed', step, 700, changesOneWord)
}

function changesOneWord(body: string, key: string): boolean {
  const doc = onCloud(body)
  if (!doc) return false
  expect(validateAdf(doc), key).toBeUndefined()
  const text = textOf(doc)
  expect(adfFromEdit(rewritten(text)), key).toEqual(doc)
  const shown = shownBlocks(text)
  const index = shown.findIndex(markdown => withWordChanged(markdown, '') !== undefined)
  if (index < 0) return false
  const written = adfFromEdit(editOf(text, index, withWordChanged(shown[index]!, 'changedword')!))
  expect(written.content.toSpliced(index, 1), key).toEqual(doc.content.toSpliced(index, 1))
  expect(differences(doc.content[index], written.content[index]), key).toBe(1)
  return true
}

/** Nothing where the text holds what Jira Cloud has no form for, such as pictures whose ids are not known. */
function onCloud(body: string): AdfDoc | undefined {
  const shown = shownText(
    'wiki',
    wikiToBlocks(body, {}).map(({ nodes, origin }) => ({ markdown: nodes, origin })),
  )
  try {
    return JSON.parse(JSON.stringify(adfFromEdit(newText(shown)))) as AdfDoc
  } catch (error) {
    if (isSourceError(error) && error.kind === 'invalid') return undefined
    throw error
  }
}

function textOf(doc: unknown): Text {
  return { format: 'adf', blocks: adfToBlocks(doc).map(({ nodes, origin }) => ({ markdown: nodes, origin })) }
}

/** How many values differ. */
function differences(left: unknown, right: unknown): number {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return left === right ? 0 : 1
  }
  const names = new Set([...Object.keys(left), ...Object.keys(right)])
  return [...names].reduce((sum, name) => sum + differences(left[name as never], right[name as never]), 0)
}
