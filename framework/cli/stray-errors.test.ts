import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { unmountAnyway } from '../backend/stale-mount.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { createUser, notesPlugin } from './fixtures/command-line.ts'
import { whyNoMount } from './fixtures/mounting.ts'
import { type NotesServer, serveNotes } from './fixtures/notes-server.ts'

const user = createUser()
let server: NotesServer
beforeAll(async () => {
  server = await serveNotes()
})
afterAll(async () => {
  await unmountAnyway(join(user.home, 'm'))
  user.remove()
  await server.close()
})

/** A plugin with a promise that fails, and that nobody waits for, at a signal. */
function careless(): string {
  const path = join(user.home, 'careless.ts')
  const lines = [
    `import notes from '${notesPlugin}'`,
    "import { isMainThread } from 'node:worker_threads'",
    "if (isMainThread) process.on('SIGUSR2', () => void Promise.reject(new Error('forgotten')))",
    'export default notes',
  ]
  writeFileSync(path, lines.join('\n'))
  return path
}

it.skipIf(whyNoMount !== undefined)('a promise that a plugin has forgotten is said so, and ends no mount', async () => {
  const mount = await user.start(['mount', 'm', '--plugin', careless(), '--url', server.url], /is mounted at/)
  mount.kill('SIGUSR2')
  await eventually(() => expect(mount.said()).toContain('forgotten'))
  const { stdout } = await promisify(execFile)('cat', ['m/home/1.md'], { cwd: user.home, timeout: 10_000 })
  expect(stdout).toContain('# Note 1')
  mount.kill('SIGINT')
  expect((await once(mount, 'exit'))[0]).toBe(0)
})
