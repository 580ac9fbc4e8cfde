import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startEmulator as startBugzilla } from '../../plugins/bugzilla/emulator/index.ts'
import { startEmulator as startGithub } from '../../plugins/github/emulator/index.ts'

const run = promisify(execFile)
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

test('both are folders of one tree, searched at once; one that is down does not stop the other', async () => {
  const home = await mkdtemp(join(tmpdir(), 'issuefs-example-'))
  const github = await startGithub({ issues: 10 })
  const bugzilla = await startBugzilla({ issues: 10 })
  let stopped = false
  try {
    const env = { PATH: process.env.PATH, HOME: home, ...github.env, ...bugzilla.env }
    const issuefs = (...words: string[]) =>
      run(process.execPath, [at('../../framework/cli/main.ts'), ...words, '--config', at('issuefs.yaml')], {
        env,
        cwd: home,
      })
    const { stdout } = await issuefs('grep', '^(state|status): ', '.')
    const folders = stdout.split('\n').map(line => line.split('/')[0])
    expect(new Set(folders.filter(Boolean))).toEqual(new Set(['code', 'bugs']))
    await bugzilla.close()
    stopped = true
    await issuefs('export', 'copy')
    expect((await readdir(join(home, 'copy', 'bugs', 'Demo'))).length).toBeGreaterThan(10)
    expect((await readdir(join(home, 'copy', 'code', 'acme', 'demo', 'issues'))).length).toBeGreaterThan(5)
  } finally {
    await github.close()
    if (!stopped) await bugzilla.close()
    await rm(home, { recursive: true, force: true })
  }
})
