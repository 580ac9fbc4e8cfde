import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { loadConfig } from './load.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'issuefs-config-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const load = (file?: string) => loadConfig({ file, from: folder, configFolder: join(folder, 'own') })

it.each([
  ['.issuefsrc.yaml', 'cacheDir: /x\nmounts:\n  jira: { since: 2026-01-31 }'],
  ['.issuefsrc.json', '{ "cacheDir": "/x", "mounts": { "jira": { "since": "2026-01-31" } } }'],
  ['issuefs.config.ts', "export default { cacheDir: '/x', mounts: { jira: { since: '2026-01-31' } } }"],
  ['package.json', '{ "issuefs": { "cacheDir": "/x", "mounts": { "jira": { "since": "2026-01-31" } } } }'],
])('reads %s', async (name, text) => {
  writeFileSync(join(folder, name), text)
  const config = await load()
  expect(config?.settings).toEqual({ cacheDir: '/x' })
  expect(config?.mounts.get('jira')).toEqual({
    plugin: 'jira',
    allowInsecure: false,
    views: {},
    options: { since: '2026-01-31' },
  })
})

it('takes paths from the folder of the configuration, or from the home, wherever the user stands', async () => {
  const path = join(folder, 'work.yaml')
  writeFileSync(path, 'cacheDir: cache\nlogFile: ~/logs/work.log\n')
  const elsewhere = await loadConfig({ file: path, from: tmpdir(), configFolder: join(folder, 'own') })
  expect(elsewhere?.settings).toEqual({
    cacheDir: join(realpathSync(folder), 'cache'),
    logFile: join(homedir(), 'logs/work.log'),
  })
})

it('takes the user’s own where there is none here', async () => {
  expect(await load()).toBeUndefined()
  mkdirSync(join(folder, 'own'))
  writeFileSync(join(folder, 'own/config.yaml'), 'mounts: { jira: {} }')
  expect((await load())?.mounts.size).toBe(1)
})

it('does not use what anybody can write', async () => {
  const path = join(folder, '.issuefsrc.yaml')
  writeFileSync(path, 'mounts: { jira: {} }')
  chmodSync(path, 0o666)
  await expect(load()).rejects.toThrow(/chmod o-w/)
})

it('lets nobody’s group write it but the user’s own', async () => {
  const path = join(folder, '.issuefsrc.yaml')
  writeFileSync(path, 'mounts: { jira: {} }')
  chmodSync(path, 0o664)
  expect((await load())?.mounts.size).toBe(1)
})

it.skipIf(process.getuid?.() !== 0)(
  'does not use what others own, or may write by their group (needs root)',
  async () => {
    const path = join(folder, '.issuefsrc.yaml')
    writeFileSync(path, 'mounts: { jira: {} }')
    chownSync(path, 0, 4242)
    chmodSync(path, 0o664)
    await expect(load()).rejects.toThrow(/chmod g-w/)
    chmodSync(path, 0o644)
    expect((await load())?.mounts.size).toBe(1)
    chownSync(path, 4242, 0)
    await expect(load()).rejects.toThrow(/belongs to another user/)
  },
)

it('does not show the text of a file that it can’t read', async () => {
  writeFileSync(join(folder, 'a.json'), '{ "mounts": { "jira": { "token": "hush" x } } }')
  await expect(load('a.json')).rejects.toThrow(/^(?!.*hush).*near line 1/)
})

it('refuses names that are no folder names', async () => {
  writeFileSync(join(folder, '.issuefsrc.yaml'), 'mounts: { "../up": {} }')
  await expect(load()).rejects.toThrow(/can't be a folder's name/)
})

it('reads saved queries, which are texts', async () => {
  const path = join(folder, '.issuefsrc.yaml')
  writeFileSync(path, 'mounts: { jira: { views: { my-sprint: "sprint in openSprints()" } } }')
  expect((await load())?.mounts.get('jira')).toMatchObject({
    views: { 'my-sprint': 'sprint in openSprints()' },
    options: {},
  })
  for (const wrong of ['[a]', '{ mine: 3 }', '{ "": x }', 'text']) {
    writeFileSync(path, `mounts: { jira: { views: ${wrong} } }`)
    await expect(load()).rejects.toThrow(/mounts\.jira\.views/)
  }
})
