import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { expect } from 'vitest'
import { openHost } from '../host.ts'
import { loadPlugin } from '../plugin/load.ts'
import { locateEmulator, locatePlugin } from '../plugin/locate.ts'
import { list, readWhole, walk } from '../vfs/walk.ts'
import { generator } from './generator.ts'

/** What this test uses of the emulator. */
interface Emulator {
  readonly env: Readonly<Record<string, string>>
  readonly control: { edit(key: string, fields: Readonly<Record<string, unknown>>): void }
  close(): Promise<void>
}

/**
 * Kills a host at random moments of its cold load and of its polls; each next start must go on with a sound store, and
 * the tree must be complete at the end.
 *
 * @param kills how often; every fifth one the store is removed before, so that a cold load begins anew
 */
export async function killAtRandom(kills: number, seed: number): Promise<void> {
  const plugin = locatePlugin('jira', process.cwd())
  const { startEmulator } = (await import(locateEmulator(plugin)!.href)) as {
    startEmulator(options: object): Promise<Emulator>
  }
  const emulator = await startEmulator({ issues: 400, latency: 5, seed })
  const folder = mkdtempSync(join(tmpdir(), 'issuefs-kill-'))
  const cache = join(folder, 'cache')
  const options = {
    url: emulator.env.JIRA_URL,
    email: emulator.env.JIRA_EMAIL,
    token: emulator.env.JIRA_TOKEN,
    jql: 'project is not EMPTY',
    rate: 1000,
  }
  const random = generator(seed)
  const edits = new Map<string, string>()
  let child: ChildProcess | undefined
  try {
    for (let kill = 0; kill < kills; kill++) {
      if (kill % 5 === 0) rmSync(cache, { recursive: true, force: true })
      child = fork(join(import.meta.dirname, 'host-child.ts'), ['jira', cache, JSON.stringify(options)], {
        execArgv: ['--disable-warning=ExperimentalWarning'],
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      const exit = once(child, 'exit')
      if (kill % 2 === 1) await Promise.race([until(child, 'settled'), exit])
      const number = 1 + Math.floor(random() * 300)
      edits.set(`DEMO-${number}`, `Edited in round ${kill}`)
      emulator.control.edit(`DEMO-${number}`, { summary: `Edited in round ${kill}` })
      await setTimeout(150 + random() * 700)
      child.kill('SIGKILL')
      await exit
      expect(check(cache), `after kill ${kill} of seed ${seed}`).toBe('ok')
    }
    const source = await loadPlugin(plugin)
    const host = openHost({ mounts: [{ name: '', source, module: plugin, options }], cacheFolder: cache })
    try {
      await host.start()
      await host.settled()
      await host.refresh()
      await host.settled()
      const project = await walk(host.vfs, 'DEMO')
      const names = (await list(host.vfs, project.ino)).map(({ name }) => name).filter(name => name !== 'index.md')
      expect(names.length).toBe(400)
      for (const name of names)
        expect((await readWhole(host.vfs, (await walk(host.vfs, `DEMO/${name}`)).ino)).byteLength).toBeGreaterThan(0)
      for (const [key, summary] of edits) {
        const text = Buffer.from(await readWhole(host.vfs, (await walk(host.vfs, `DEMO/${key}.md`)).ino)).toString()
        expect(text, key).toContain(`# ${summary}`)
      }
    } finally {
      await host.stop()
    }
    expect(check(cache)).toBe('ok')
  } finally {
    child?.kill('SIGKILL')
    await emulator.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** `ok`, or what SQLite finds wrong. A store that was not made yet is sound. */
function check(cache: string): unknown {
  let database: DatabaseSync
  try {
    database = new DatabaseSync(pathToFileURL(join(cache, 'store.db')), { timeout: 5000 })
  } catch {
    return 'ok'
  }
  try {
    return database.prepare('PRAGMA integrity_check').get()?.integrity_check
  } finally {
    database.close()
  }
}

function until(child: ChildProcess, word: string): Promise<void> {
  return new Promise(resolve => {
    child.on('message', message => {
      if ((message as { say?: string }).say === word) resolve()
    })
  })
}
