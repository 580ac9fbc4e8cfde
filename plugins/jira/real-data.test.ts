import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { mountMemory } from 'issuefs/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmulator } from './emulator/index.ts'
import jira from './index.ts'
import { lostWords } from './wiki/testing/words.ts'

interface Issue {
  readonly key: string
  readonly fields: {
    readonly summary: string
    readonly description?: string | null
    readonly environment?: string | null
    readonly comment?: { readonly comments: readonly { readonly id: string; readonly body: string }[] }
  }
}

const folder = new URL('../../../shared/data/jira/', import.meta.url)

/** Real issues, through the emulator, the kernel and a volume: every word of every text is in its file. */
describe.each([
  ['data-center', 'MOD', 367],
  ['data-center', 'DAEMON', 317],
  ['cloud', 'MOD', 367],
] as const)('%s with all of %s', (flavour, project, count) => {
  const file = new URL(`${project}.jsonl.gz`, folder)
  const present = existsSync(file)
  const stack = new AsyncDisposableStack()
  let files: Record<string, string | null> = {}
  let issues: readonly Issue[] = []

  beforeAll(async () => {
    if (!present) return
    issues = gunzipSync(readFileSync(file))
      .toString()
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as Issue)
    const emulator = await startEmulator({ flavour, load: fileURLToPath(file) })
    stack.defer(() => emulator.close())
    const { JIRA_URL: url, JIRA_EMAIL: email, JIRA_TOKEN: token } = emulator.env
    const { vol } = stack.use(await mountMemory(jira, { ...empty, url: url!, email, token, projects: [project] }))
    files = vol.toJSON() as Record<string, string | null>
  })
  afterAll(() => stack.disposeAsync())

  test('shows every issue', context => {
    if (!present) context.skip(`no real data: ${project}.jsonl.gz is not beside the checkout`)
    expect(issues.length).toBe(count)
    const names = Object.keys(files).filter(path => new RegExp(`^/${project}/${project}-\\d+\\.md$`).test(path))
    expect(names.length).toBe(count)
  })

  test('loses no comment and no word', context => {
    if (!present) context.skip(`no real data: ${project}.jsonl.gz is not beside the checkout`)
    for (const { key, fields } of issues) {
      const text = files[`/${project}/${key}.md`]?.toLowerCase() ?? ''
      const comments = fields.comment?.comments ?? []
      for (const { id } of comments) expect(text, key).toContain(`<!-- comment ${id} -->`)
      for (const body of [
        fields.summary,
        fields.description,
        fields.environment,
        ...comments.map(({ body }) => body),
      ]) {
        expect(lostWords((body ?? '').toLowerCase(), text), key).toEqual([])
      }
    }
  })
})

const empty = {
  jql: undefined,
  since: undefined,
  user: undefined,
  password: undefined,
  flavour: 'auto',
  rate: 1000,
} as const
