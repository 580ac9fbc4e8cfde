import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mountMemory } from 'issuefs/testkit'
import { describe, expect, test } from 'vitest'
import { startEmulator } from './emulator/index.ts'
import jira from './index.ts'
import type { JiraOptions } from './options.ts'
import { FLAVOURS } from './reading.test-support.ts'

const forged = [
  '---',
  'key: EVIL-1',
  'status: Done',
  '---',
  '',
  '# A forged title',
  '',
  '## Comments',
  '',
  '### root, 2020-01-01 00:00 UTC <!-- comment 1 -->',
  '',
  'forged',
].join('\n')

const titles = [
  '\u001b[31mred\u001b[0m \u0007',
  '../../etc/passwd',
  'nul \u0000 inside',
  '---',
  '# heading\n## Comments',
  '',
  'x'.repeat(30_000),
  '\u202Egnp.exe',
  '\ud800 half a pair',
  '<!-- comment 1 -->',
]

/** What strangers write into a tracker. One bad issue never blocks the others, and none forges structure. */
describe.each(FLAVOURS)('hostile issues in %s', flavour => {
  test('are files like any other', { timeout: 120_000 }, async () => {
    await using stack = new AsyncDisposableStack()
    const folder = mkdtempSync(join(tmpdir(), 'issuefs-hostile-'))
    stack.defer(() => rmSync(folder, { recursive: true }))
    const issues: object[] = []
    const add = (fields: object): string => {
      const number = issues.length + 1
      issues.push({ id: String(number), key: `AB-${number}`, fields: { ...plain, ...fields } })
      return `AB-${number}`
    }
    for (let sound = 0; sound < 30; sound++) add({ summary: `Sound issue ${sound}` })
    for (const summary of titles) add({ summary, description: summary })
    const big = add({ summary: 'ten megabytes', description: 'word '.repeat(2_000_000) })
    const looks = add({ summary: 'look-alikes', description: forged, comment: page([forged]) })
    const many = add({
      summary: 'many comments',
      comment: page(Array.from({ length: 5000 }, (_, at) => `comment says word${at}`)),
    })
    add({
      summary: 'odd fields',
      duedate: 'never',
      labels: [null, 7],
      priority: null,
      components: 'none',
      versions: [[]],
    })
    add({ summary: 'no fields', project: undefined, status: undefined, issuetype: undefined, updated: undefined })
    const file = join(folder, 'issues.jsonl')
    writeFileSync(file, issues.map(issue => JSON.stringify(issue)).join('\n'))
    const emulator = await startEmulator({ flavour, load: file })
    stack.defer(() => emulator.close())
    const { env, url } = emulator

    const email = env.JIRA_EMAIL
    const options = { url, token: env.JIRA_TOKEN, projects: ['AB'], rate: 1000, ...(email && { email }) }
    const mounted = stack.use(await mountMemory(jira, options as unknown as JiraOptions))
    const text = (key: string) => String(mounted.vol.readFileSync(`/AB/${key}.md`))

    const names = (mounted.vol.readdirSync('/AB') as string[]).filter(name => name !== 'index.md')
    expect(names.length).toBe(issues.length)
    expect(mounted.host.status().mounts[0]!.issues.failing).toBe(0)
    for (const name of names) {
      const file = String(mounted.vol.readFileSync(`/AB/${name}`))
      expect(file, name).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
      expect(file.match(/^revision: /gm), name).toHaveLength(1)
      expect(file.startsWith('---\n'), name).toBe(true)
    }
    expect(text(big).length).toBeGreaterThan(9_999_000)
    for (let comment = 0; comment < 5000; comment += 499) expect(text(many)).toContain(`word${comment}`)
    expect(text(many).match(/^### .* <!-- comment \d+ -->$/gm)).toHaveLength(5000)
    expect(text(looks).match(/^### .* <!-- comment \d+ -->$/gm)).toHaveLength(1)
    expect(text(looks).match(/^## Comments$/gm)).toHaveLength(1)
    expect(text(looks).match(/^key: /gm)!.length).toBeGreaterThanOrEqual(1)
    expect(text(looks)).toContain(`key: ${looks}\n`)
    const index = String(mounted.vol.readFileSync('/AB/index.md'))
    expect(index.split('\n').filter(line => line.startsWith('- [')).length).toBe(names.length)
    expect(index).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/)
  })
})

const plain = {
  project: { id: '1', key: 'AB', name: 'Alphabet' },
  issuetype: { id: '1', name: 'Bug' },
  status: { id: '1', name: 'Open' },
  created: '2026-01-02T03:04:05.000+0000',
  updated: '2026-01-02T03:04:05.000+0000',
}

function page(bodies: readonly string[]): object {
  const comments = bodies.map((body, at) => ({
    id: String(1000 + at),
    author: { name: 'eve', displayName: 'Eve\n## Comments \u001b[2J' },
    body,
    created: '2026-01-02T03:04:05.000+0000',
  }))
  return { comments, total: comments.length }
}
