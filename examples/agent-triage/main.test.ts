import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { unmountAnyway } from '../../framework/backend/stale-mount.ts'
import { whyNoMount } from '../../framework/cli/fixtures/mounting.ts'
import { startEmulator } from '../../plugins/jira/emulator/index.ts'

const run = promisify(execFile)
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Resolves once a process says that it is mounted. */
function mounted(mount: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    mount.stderr!.on('data', piece => {
      said += piece
      if (said.includes('is mounted')) resolve()
    })
    mount.on('exit', () => reject(new Error(said)))
  })
}

test.skipIf(whyNoMount)(
  'open issues that nobody is assigned to are labelled, once (skipped where nothing can be mounted)',
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'issuefs-example-'))
    const emulator = await startEmulator({ issues: 60 })
    const folder = join(home, 'jira')
    const env = { PATH: process.env.PATH, HOME: home, ...emulator.env }
    const words = [at('../../framework/cli/main.ts'), 'mount', folder, '--plugin', 'jira', '--write']
    const mount = spawn(process.execPath, words, { env, cwd: home, stdio: 'pipe' })
    const ended = new Promise(resolve => mount.on('exit', resolve))
    try {
      await mounted(mount)
      const triage = async (): Promise<string[]> => {
        const { stdout } = await run(process.execPath, [at('triage.ts'), folder, 'DEMO', 'needs-triage'], { env })
        return stdout.trim().split('\n').filter(Boolean)
      }
      const first = await triage()
      expect(first.length).toBeGreaterThan(0)
      expect(first.every(line => line.endsWith(': labelled'))).toBe(true)
      const [path = ''] = first[0]!.split(':')
      const text = await readFile(join(folder, path), 'utf8')
      expect(text).toMatch(/^labels: \[.*needs-triage\]$/m)
      expect(text.match(/Nobody is assigned to this; labelled needs-triage\./g)).toHaveLength(1)
      expect(await triage()).toEqual([])
    } finally {
      mount.kill('SIGINT')
      await ended
      await unmountAnyway(folder)
      await emulator.close()
      await rm(home, { recursive: true, force: true })
    }
  },
)
