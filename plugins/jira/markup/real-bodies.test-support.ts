import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const folder = new URL('../../../../shared/data/jira/', import.meta.url)

interface Issue {
  readonly key: string
  readonly fields: {
    readonly description?: string | null
    readonly comment?: { readonly comments: readonly { readonly body: string }[] }
  }
}

/**
 * Runs `check` for every `step`th description and comment of real issues, which are wiki text.
 *
 * @param check says whether there was anything to check
 * @param least how many of 1000 there must be
 */
export function testRealBodies(
  name: string,
  step: number,
  least: number,
  check: (body: string, key: string) => boolean,
): void {
  describe.each(['MOD', 'DAEMON'])('bodies of %s', project => {
    const file = new URL(`${project}.jsonl.gz`, folder)
    const present = existsSync(file)

    test(name, context => {
      if (!present) context.skip(`no real data: ${project}.jsonl.gz is not beside the checkout`)
      const bodies = bodiesOf(file).filter((_, place) => place % step === 0)
      const checked = bodies.filter(({ key, body }) => check(body, key)).length
      expect((checked * 1000) / bodies.length).toBeGreaterThan(least)
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
