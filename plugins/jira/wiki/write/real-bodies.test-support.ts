import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { Text } from 'issuefs/source'
import { describe, expect, test } from 'vitest'
import { editOf, shownBlocks, withWordChanged } from '../../markup/edit.test-support.ts'
import { wikiToBlocks } from '../index.ts'
import { wikiFromEdit } from './index.ts'

const folder = new URL('../../../../../shared/data/jira/', import.meta.url)

interface Issue {
  readonly key: string
  readonly fields: {
    readonly description?: string | null
    readonly comment?: { readonly comments: readonly { readonly body: string }[] }
  }
}

/** Changes one word of one paragraph of every `step`th body: nothing else may change. */
export function testRealBodies(step: number): void {
  describe.each(['MOD', 'DAEMON'])('bodies of %s', project => {
    const file = new URL(`${project}.jsonl.gz`, folder)
    const present = existsSync(file)

    test('one word changed is one word changed', context => {
      if (!present) context.skip(`no real data: ${project}.jsonl.gz is not beside the checkout`)
      let count = 0
      for (const [place, { key, body }] of bodiesOf(file).entries()) {
        if (place % step === 0 && changesOneWord(key, body)) count++
      }
      expect(count).toBeGreaterThan(500 / step)
    })
  })
}

function bodiesOf(file: URL): readonly { readonly key: string; readonly body: string }[] {
  const lines = gunzipSync(readFileSync(file)).toString().split('\n')
  return lines.filter(Boolean).flatMap(line => {
    const { key, fields } = JSON.parse(line) as Issue
    const comments = fields.comment?.comments.map(comment => comment.body) ?? []
    return [fields.description, ...comments].flatMap(body => (body ? [{ key, body }] : []))
  })
}

function changesOneWord(key: string, body: string): boolean {
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
