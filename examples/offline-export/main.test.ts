import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { startGitlab } from '../gitlab/server.ts'

const run = promisify(execFile)
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** A user whose `issuefs` is the one of this repository. */
async function createUser(home: string): Promise<Record<string, string>> {
  const command = `#!/bin/sh\nexec "${process.execPath}" --disable-warning=ExperimentalWarning "${at('../../framework/cli/main.ts')}" "$@"\n`
  await writeFile(join(home, 'issuefs'), command)
  await chmod(join(home, 'issuefs'), 0o755)
  return { PATH: `${home}${delimiter}${process.env.PATH}`, HOME: home, GITLAB_TOKEN: 't' }
}

test('each run commits what has changed', async () => {
  const home = await mkdtemp(join(tmpdir(), 'issuefs-example-'))
  await using server = await startGitlab('t')
  try {
    const env = await createUser(home)
    const copy = join(home, 'issues')
    const words = [at('../gitlab/gitlab.ts'), copy, '--url', server.url, '--projects', 'acme/tools/app']
    const once = async (): Promise<string> => (await run(at('export.sh'), words, { env, cwd: home })).stdout.trim()
    expect(await once()).toBe('1')
    const [group] = (await readdir(copy)).filter(name => name.includes('tools'))
    expect(await readdir(join(copy, group!, 'app'))).toEqual(['1.md', '2.md', '3.md', '4.md', '5.md', 'index.md'])
    server.collections.issues.edit({ iid: 2 }, { title: 'Another title' })
    expect(await once()).toBe('2')
    const { stdout } = await run('git', ['-C', copy, 'show', '--stat', '--format='])
    expect(stdout).toContain('2.md')
    expect(stdout).not.toContain('3.md')
  } finally {
    await rm(home, { recursive: true, force: true })
  }
})
