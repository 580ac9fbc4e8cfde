import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { wikiToBlocks } from './index.ts'
import { printWiki } from './testing/print.ts'
import { lostWords } from './testing/words.ts'

const folder = new URL('../../../../shared/data/jira/', import.meta.url)

interface Issue {
  readonly key: string
  readonly fields: {
    readonly description?: string | null
    readonly environment?: string | null
    readonly comment?: { readonly comments: readonly { readonly body: string }[] }
  }
}

function bodiesOf(file: URL): readonly { readonly key: string; readonly body: string }[] {
  const lines = gunzipSync(readFileSync(file)).toString().split('\n')
  return lines.filter(Boolean).flatMap(line => {
    const { key, fields } = JSON.parse(line) as Issue
    const comments = fields.comment?.comments.map(comment => comment.body) ?? []
    return [fields.description, fields.environment, ...comments].flatMap(body => (body ? [{ key, body }] : []))
  })
}

describe.each(['MOD', 'DAEMON'])('all bodies of %s', project => {
  const file = new URL(`${project}.jsonl.gz`, folder)
  const present = existsSync(file)

  test('origins, joined, are the body, and no word is lost', context => {
    if (!present) context.skip(`no real data: ${project}.jsonl.gz is not beside the checkout`)
    const bodies = bodiesOf(file)
    expect(bodies.length).toBeGreaterThan(100)
    for (const { key, body } of bodies) {
      const origins = wikiToBlocks(body, {}).map(block => block.origin)
      expect(origins.join(''), key).toBe(body)
      expect(lostWords(body, printWiki(body)), key).toEqual([])
    }
  })
})
