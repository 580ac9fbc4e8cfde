import { mountMemory } from 'issuefs/testkit'
import { describe, expect, test } from 'vitest'
import { startEmulator } from './emulator/index.ts'
import jira from './index.ts'
import type { JiraOptions } from './options.ts'
import { FLAVOURS } from './reading.test-support.ts'

/** With one request in five failing in every way the emulator knows, the tree is the same as without. */
describe.each(FLAVOURS)('a faulty %s', flavour => {
  test('gives the same tree as a sound one', { timeout: 180_000 }, async () => {
    const seed = 7
    await using stack = new AsyncDisposableStack()
    const trees: Record<string, unknown>[] = []
    for (const faults of [
      undefined,
      { rate: 0.2, seed, kinds: ['429', '500', '503', 'cut', 'drop', 'garbage'] as const },
    ]) {
      const emulator = await startEmulator({ flavour, issues: 150, projects: ['AB'], seed, ...(faults && { faults }) })
      stack.defer(() => emulator.close())
      const { JIRA_EMAIL: email, JIRA_TOKEN: token } = emulator.env
      const options = { url: emulator.url, token, projects: ['AB'], rate: 1000, ...(email && { email }) }
      const mounted = stack.use(await mountMemory(jira, options as unknown as JiraOptions, { shortest: 100 }))
      trees.push(mounted.vol.toJSON('/AB', undefined, true))
      const edited = emulator.control.create('AB', { summary: 'New while faults go on' })
      for (let tries = 0; tries < 20 && !mounted.vol.existsSync(`/AB/${edited}.md`); tries++)
        await mounted.refresh().catch(() => {})
      expect(String(mounted.vol.readFileSync(`/AB/${edited}.md`))).toContain('# New while faults go on\n')
      await mounted.close()
    }
    const [sound, faulty] = trees.map(
      files => new Map(Object.entries(files).map(([name, text]) => [name, plain(text)])),
    )
    expect([...faulty!.keys()].sort()).toEqual([...sound!.keys()].sort())
    for (const [name, text] of sound!) expect(faulty!.get(name), name).toBe(text)
  })
})

/** Without the emulator's address, and the revision that follows from it. */
function plain(text: unknown): string {
  return String(text)
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'URL')
    .replaceAll(/^revision: .*$/gm, '')
}
