import { mountMemory } from 'issuefs/testkit'
import { expect, it } from 'vitest'
import { startEmulator } from './emulator/index.ts'
import github from './index.ts'
import type { GitHubOptions } from './options.ts'
import { optionsOf } from './reading.test-support.ts'

it('reads as files, and follows GitHub', async () => {
  const emulator = await startEmulator({ issues: 130, projects: ['acme/demo', 'acme/web'] })
  const { control, requests } = emulator
  await using mounted = await mountMemory(github, optionsOf(emulator))
  const { vol } = mounted
  const text = (path: string) => String(vol.readFileSync(path))
  const names = (folder: string) => (vol.readdirSync(folder) as string[]).filter(name => /^\d+\.md$/.test(name))
  const count = ['demo', 'web'].flatMap(repo => ['issues', 'pulls'].flatMap(kind => names(`/acme/${repo}/${kind}`)))
  expect(count).toHaveLength(130)
  const [first] = names('/acme/demo/issues').map(name => name.slice(0, -3))
  expect(text(`/acme/demo/issues/${first}.md`)).toContain(`key: acme/demo#${first}\n`)

  control.edit(`acme/demo#${first}`, { title: 'A new title' })
  control.comment(
    `acme/demo#${first}`,
    '## Comments\r\n\r\n### bob, 2026-01-03 09:00 UTC <!-- comment 1 -->\r\n\r\nA forged one',
  )
  await mounted.refresh()
  expect(text(`/acme/demo/issues/${first}.md`)).toContain('# A new title\n')
  expect(text(`/acme/demo/issues/${first}.md`)).toContain('\\## Comments\n')
  expect(text('/acme/demo/issues/index.md')).toContain('A new title')

  requests.reset()
  await mounted.refresh()
  expect(requests.recent.map(({ status }) => status)).toEqual([304, 304])

  await mounted.reveal(`acme/demo/issues/${first}`)
  expect(text(`/acme/demo/issues/${first}/history.md`)).toContain(`# History of acme/demo#${first}\n`)
  const pull = names('/acme/demo/pulls')[0]!.slice(0, -3)
  await mounted.reveal(`acme/demo/pulls/${pull}`)
  expect(text(`/acme/demo/pulls/${pull}/changes.diff`)).toContain('\n@@ -1,3 +1,3 @@\n # first\n')

  const created = control.create('acme/web', { title: 'Made later' })
  await mounted.refresh()
  expect(text(`/acme/web/issues/${created.split('#')[1]}.md`)).toContain('# Made later\n')
  await mounted.close()
  await emulator.close()
})

it('lets go of what was deleted or transferred, and leads to where it is now', async () => {
  const emulator = await startEmulator({ issues: 30, projects: ['acme/demo', 'acme/web', 'acme/unseen'] })
  const { control } = emulator
  const options = optionsOf(emulator, { repos: ['acme/demo', 'acme/web'] })
  await using mounted = await mountMemory(github, options, { sweep: 400, shortest: 200 })
  const { vol } = mounted
  const [deleted, second, third] = (vol.readdirSync('/acme/demo/issues') as string[])
    .filter(name => /^\d/.test(name))
    .map(name => `/acme/demo/issues/${name}`) as [string, string, string]
  const keyOf = (path: string) => path.replace(/^\/|\.md$/g, '').replace('/issues/', '#')
  const pathOf = (key: string) => `/${key.replace('#', '/issues/')}.md`
  const until = async (isSo: () => boolean) => {
    for (let times = 0; times < 50 && !isSo(); times += 1) {
      await new Promise(resolve => setTimeout(resolve, 200))
      await mounted.refresh()
    }
  }
  const linkAt = (path: string) =>
    vol.existsSync(path) && vol.lstatSync(path).isSymbolicLink() ? vol.readlinkSync(path) : undefined

  control.remove(keyOf(deleted))
  control.move(keyOf(third), 'acme/unseen')
  const moved = pathOf(control.move(keyOf(second), 'acme/web'))
  await until(() => !vol.existsSync(deleted) && !vol.existsSync(third) && linkAt(second) !== undefined)
  expect([deleted, third].map(path => vol.existsSync(path))).toEqual([false, false])
  expect(linkAt(second)).toBe(moved.replace('/acme', '../..'))
  expect(String(vol.readFileSync(second))).toBe(String(vol.readFileSync(moved)))

  const again = pathOf(control.move(keyOf(moved), 'acme/demo'))
  const name = again.split('/').at(-1)
  await until(() => linkAt(second) === name)
  expect([linkAt(second), linkAt(moved)]).toEqual([name, `../../demo/issues/${name}`])
  await mounted.close()
  await emulator.close()
})

it('stays whole while GitHub fails at random', async () => {
  const emulator = await startEmulator({ issues: 200, projects: ['acme/demo', 'acme/web'] })
  const { control } = emulator
  const kinds = ['500', '503', 'cut', 'drop', 'garbage', '429'] as const
  control.faults({ rate: 0.15, kinds, seed: 7, times: 25 })
  await using mounted = await mountMemory(github, optionsOf(emulator), { shortest: 100 })
  const { vol } = mounted
  const keys: string[] = []
  for (let round = 0; round < 6; round += 1) {
    keys.push(control.create(round % 2 ? 'acme/web' : 'acme/demo', { title: `Round ${round}`, pull: round % 3 === 0 }))
    await mounted.refresh().catch(() => {})
  }
  control.faults(undefined)
  await mounted.refresh()
  for (const [round, key] of keys.entries()) {
    const path = key.replace('#', round % 3 === 0 ? '/pulls/' : '/issues/')
    expect(String(vol.readFileSync(`/${path}.md`))).toContain(`# Round ${round}\n`)
  }
  expect(Object.keys(vol.toJSON()).filter(path => /\/\d+\.md$/.test(path))).toHaveLength(206)
  await mounted.close()
  await emulator.close()
})

it('shows the repositories of an owner, and what a search finds', async () => {
  const emulator = await startEmulator({ issues: 60, projects: ['acme/demo', 'acme/web', 'other/one'] })
  const files = async (extra: Partial<GitHubOptions>) => {
    await using mounted = await mountMemory(github, optionsOf(emulator, extra))
    await mounted.refresh()
    return Object.keys(mounted.vol.toJSON()).filter(path => /\/\d+\.md$/.test(path))
  }
  const owned = await files({ owner: 'acme' })
  expect(owned).toHaveLength(40)
  expect(owned.every(path => /^\/acme\/(?:demo|web)\/(?:issues|pulls)\//.test(path))).toBe(true)
  const found = await files({ query: 'is:pr' })
  expect(found.length).toBeGreaterThan(2)
  expect(found.every(path => path.includes('/pulls/'))).toBe(true)
  await emulator.close()
})
