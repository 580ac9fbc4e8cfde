import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { mountMemory } from 'issuefs/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmulator } from './emulator/index.ts'
import github from './index.ts'
import { optionsOf } from './reading.test-support.ts'

interface Entry {
  readonly issue: {
    readonly number: number
    readonly title: string
    readonly body: string | null
    readonly repository_url: string
    readonly pull_request?: unknown
  }
  readonly comment?: { readonly user: string; readonly body: string }
}

const folder = new URL('../../../shared/data/github/', import.meta.url)
const archives = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.json.gz')) : []

/** Real issues, through the emulator, the kernel and a volume: every text is in its file, word for word. */
describe('real issues of GitHub', () => {
  const stack = new AsyncDisposableStack()
  let files: Record<string, string | null> = {}
  const entries = archives.flatMap(
    name => JSON.parse(gunzipSync(readFileSync(new URL(name, folder))).toString()) as readonly Entry[],
  )

  beforeAll(async () => {
    if (archives.length === 0) return
    const emulator = await startEmulator({ load: archives.map(name => fileURLToPath(new URL(name, folder))) })
    stack.defer(() => emulator.close())
    const { vol } = stack.use(await mountMemory(github, optionsOf(emulator)))
    files = vol.toJSON() as Record<string, string | null>
  })
  afterAll(() => stack.disposeAsync())

  const pathOf = ({ repository_url, number, pull_request }: Entry['issue']) =>
    `${repository_url.replace(/^.*\/repos/, '')}/${pull_request ? 'pulls' : 'issues'}/${number}.md`

  test('are all there', context => {
    if (archives.length === 0) context.skip('no real data: shared/data/github is not beside the checkout')
    const paths = new Set(entries.map(({ issue }) => pathOf(issue)))
    expect(paths.size).toBe(170)
    expect([...paths].filter(path => files[path] === undefined)).toEqual([])
  })

  test('are found word for word', context => {
    if (archives.length === 0) context.skip('no real data: shared/data/github is not beside the checkout')
    for (const { issue, comment } of entries) {
      const path = pathOf(issue)
      const file = files[path] ?? ''
      const title = file
        .split('\n')
        .find(line => line.startsWith('# '))
        ?.replaceAll('\\', '')
      expect(title, path).toBe(`# ${issue.title.replaceAll(/\s+/g, ' ').trim()}`)
      for (const body of [issue.body, comment?.body]) expect(isIn(body ?? '', file), `${path}: ${body}`).toBe(true)
      if (comment) expect(file).toContain(`### ${comment.user}`)
    }
  })
})

/** As one piece; only line ends and the blank space around it may differ. */
function isIn(body: string, file: string): boolean {
  return file.includes(body.replaceAll('\r\n', '\n').trim())
}
