import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { unmountAnyway } from '../backend/stale-mount.ts'
import { createUser, notesPlugin } from './fixtures/command-line.ts'
import { whyNoMount } from './fixtures/mounting.ts'
import { type NotesServer, serveNotes } from './fixtures/notes-server.ts'

const user = createUser()
const folder = join(user.home, 'm')
let server: NotesServer
let notes: string[]
beforeAll(async () => {
  server = await serveNotes()
  notes = ['--plugin', notesPlugin, '--url', server.url]
})
afterEach(async () => {
  await user.run(['unmount', 'm'])
  await unmountAnyway(folder)
})
afterAll(async () => {
  user.remove()
  await server.close()
})

/** In another process: a mount must not be read by tests that could hang with it. */
async function read(...command: readonly [string, ...string[]]): Promise<string> {
  const [program, ...words] = command
  return (await promisify(execFile)(program, words, { cwd: user.home, timeout: 10_000 })).stdout
}

describe.skipIf(whyNoMount !== undefined)(
  `a mount${whyNoMount === undefined ? '' : ` (skipped: ${whyNoMount})`}`,
  () => {
    it('in the foreground says where it is, and ends with Ctrl-C and 0', async () => {
      const mount = await user.start(['mount', 'm', ...notes], /is mounted at/)
      expect(mount.said()).toBe(`notes is mounted at ${folder}; "issuefs unmount m" ends it.\n`)
      expect(await read('cat', 'm/home/1.md')).toContain('# Note 1')
      mount.kill('SIGINT')
      expect((await once(mount, 'exit'))[0]).toBe(0)
      expect(existsSync(folder)).toBe(false)
      expect(readdirSync(join(user.home, 'run/issuefs'))).toEqual([])
    })

    it('in the background is ready when the command returns; the others talk to it', async () => {
      const started = await user.run(['mount', 'm', '--daemon', '--log-file', 'm.log', ...notes])
      expect(started).toMatchObject({ code: 0, out: '' })
      expect(await read('ls', 'm')).toBe('README.md\nhome\nteam\n')
      expect(statSync(join(user.home, 'm.log')).mode & 0o777).toBe(0o600)

      const [report] = JSON.parse((await user.run(['status', '--json'])).out)
      expect(report).toMatchObject({ folder, status: { mounts: [{ source: 'notes' }] } })
      expect(statSync(join(user.home, 'run/issuefs')).mode & 0o777).toBe(0o700)
      expect((await user.run(['cat', 'm/team/15.md'])).out).toContain('# Note 15')
      expect((await user.run(['grep', '-l', 'text of note 14'])).out).toBe('team/14.md\n')
      expect((await user.run(['status', 'm/team/15.md'])).out).toMatch(/fresh\n {2}as of/)
      expect((await user.run(['status', 'm/team/99.md'])).out).toMatch(/ENOENT: There is no "99.md" here/)
      expect(await user.run(['sync', 'm'])).toMatchObject({ code: 0, error: '15 issues are here.\n' })

      server.notes.set(15, { ...server.notes.get(15)!, title: 'News', changed: '2026-02-02T00:00:00Z' })
      expect((await user.run(['refresh', 'm/team/15.md'])).code).toBe(0)
      expect((await user.run(['cat', 'm/team/15.md'])).out).toContain('# News')

      const again = await user.run(['mount', 'm', ...notes])
      expect(again).toMatchObject({ code: 1, error: expect.stringMatching(/is mounted at .* already/) })
      const twice = await user.run(['mount', 'other', ...notes])
      expect(twice).toMatchObject({ code: 1, error: expect.stringMatching(/is in use by process/) })

      expect((await user.run(['unmount', 'm'])).code).toBe(0)
      expect((await user.run(['status'])).out).toBe('Nothing is mounted.\n')
    })

    it('in the background that fails gives its sentence and 1', async () => {
      const failed = await user.run(['mount', 'm', '--daemon', '--plugin', 'jira', '--url', 'http://127.0.0.1:9'])
      expect(failed).toMatchObject({ code: 1, error: expect.stringMatching(/127\.0\.0\.1:9 (cannot be|refuses)/) })
    })

    it('that was killed is taken away by unmount, and by the next mount', async () => {
      for (const remedy of [
        ['unmount', 'm'],
        ['mount', 'm', '--daemon', ...notes],
      ]) {
        const mount = await user.start(['mount', 'm', ...notes], /is mounted at/)
        const [{ pid }] = JSON.parse((await user.run(['status', '--json'])).out)
        process.kill(pid, 'SIGKILL')
        await once(mount, 'exit')
        const { code, error } = await user.run(remedy)
        expect(error).toMatch(/has been taken away/)
        expect(code).toBe(0)
      }
    })

    it('syncs one tracker while the other is down, and says so', async () => {
      const path = join(user.home, 'two.yaml')
      const mount = (url: string) => `{ plugin: ${notesPlugin}, url: "${url}" }`
      writeFileSync(path, `mounts:\n  down: ${mount('http://127.0.0.1:9')}\n  up: ${mount(server.url)}\n`)
      expect((await user.run(['mount', 'm', '--daemon', '--config', path])).code).toBe(0)
      const { code, error } = await user.run(['sync', 'm'])
      expect(error).toMatch(/^down: http:\/\/127\.0\.0\.1:9 [^\n]*\n15 issues are here\.\n$/)
      expect(code).toBe(1)
    })

    it('reads its configuration again', async () => {
      const config = join(user.home, 'issues.yaml')
      const mount = `{ plugin: ${notesPlugin}, url: "${server.url}" }`
      writeFileSync(config, `mounts:\n  one: ${mount}\n  two: ${mount}\n`, { mode: 0o600 })
      expect((await user.run(['mount', 'm', '--daemon', '--config', config])).code).toBe(0)
      expect(await read('ls', 'm')).toBe('one\ntwo\n')
      writeFileSync(config, `mounts:\n  two: ${mount}\n  three: ${mount}\n`)
      expect((await user.run(['reload', 'm'])).error).toMatch(/two, three/)
      await new Promise(resolve => setTimeout(resolve, 1100))
      expect(await read('ls', 'm')).toBe('three\ntwo\n')
      expect(await read('cat', 'm/three/home/1.md')).toContain('# Note 1')
      writeFileSync(config, 'mounts: { two: { plugin: nope } }')
      expect(await user.run(['reload', 'm'])).toMatchObject({
        code: 1,
        error: expect.stringMatching(/no plugin "nope"/),
      })
      expect(await read('ls', 'm')).toBe('three\ntwo\n')
    })

    it('demo shows an emulated tracker and leaves nothing', async () => {
      const demo = await user.start(['demo', '--issues', '20'], /leaves nothing behind\.\n$/)
      expect(await read('ls', 'issuefs-demo')).toContain('DEMO')
      demo.kill('SIGINT')
      expect((await once(demo, 'exit'))[0]).toBe(0)
      expect(existsSync(join(user.home, 'issuefs-demo'))).toBe(false)
    })
  },
)

it('unmounting what is not mounted is one sentence, and 1', async () => {
  const { code, error } = await user.run(['unmount', 'nothing'])
  expect(error).toMatch(/issuefs has nothing mounted at/)
  expect(code).toBe(1)
})
