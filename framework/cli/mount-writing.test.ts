import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { startGitlab } from '../../examples/gitlab/server.ts'
import { unmountAnyway } from '../backend/stale-mount.ts'
import { eventually } from '../testkit/eventually.test-support.ts'
import { createUser } from './fixtures/command-line.ts'
import { whyNoMount } from './fixtures/mounting.ts'

const plugin = fileURLToPath(new URL('../../examples/gitlab/gitlab.ts', import.meta.url))
const token = 'a-token-of-the-test'
const user = createUser()
const server = await startGitlab(token)
afterAll(async () => {
  await unmountAnyway(join(user.home, 'm'))
  user.remove()
  await server.close()
})

/** In another process: a mount must not be used by tests that could hang with it. */
async function shell(line: string): Promise<string> {
  return (await promisify(execFile)('sh', ['-c', line], { cwd: user.home, timeout: 20_000 })).stdout
}

describe.skipIf(whyNoMount !== undefined)(
  `a mount with --write${whyNoMount === undefined ? '' : ` (skipped: ${whyNoMount})`}`,
  () => {
    test('takes saves, says which wait, and sends those once', async () => {
      const options = ['--plugin', plugin, '--url', server.url, '--projects', 'acme/tools/app']
      const mount = await user.start(['mount', '--write', './m', ...options], /is mounted at/, { GITLAB_TOKEN: token })
      await shell("sed -i 's/^# Issue 3$/# Mine/' m/*/app/3.md")
      expect(server.collections.issues.find({ iid: 3 })?.title).toBe('Mine')
      expect(await shell('cat m/*/app/3.md')).toContain('# Mine')
      await expect(shell("sed -i 's/^state: opened/state: oppened/' m/*/app/3.md")).rejects.toThrow()
      expect(mount.said()).toMatch(/`state` can't be "oppened"; did you mean "opened"/)
      await expect(shell('rm m/*/app/4.md')).rejects.toThrow(/not permitted/)
      await expect(shell('echo Seen. >> "$(dirname m/*/app/4.md)/999.md"')).rejects.toThrow(
        /999\.md: .*(No such|nonexistent)/,
      )
      expect(mount.said()).toContain('There is no issue "acme%2Ftools/app/999.md" here: check its name;')
      // A shell overlooks the error of close; a file says it.
      const wrong = 's/^state: opened/state: oppened/'
      const echo = `f=$(echo m/*/app/4.md); t=$(sed "${wrong}" "$f"); echo "$t" > "$f"; echo $?`
      expect(await shell(`bash -c '${echo}'`)).toBe('0\n')
      expect(await shell('cat m/.issuefs/errors/acme%2Ftools-app-4.md')).toContain('did you mean "opened"')
      const listed = (await user.run(['pending'])).out
      await user.run(['pending', 'drop', /(\d+) .*edit of .*4\.md/.exec(listed)![1]!])

      server.behaviour.fault = () => 'cut before'
      await shell('for file in m/*/app/4.md; do echo Seen. >> "$file"; done')
      expect(await shell('cat m/*/app/4.md')).toContain('Seen.')
      expect((await user.run(['pending'])).out).toMatch(/waits: edit of .*4\.md/)
      server.behaviour.fault = undefined
      await user.run(['pending', 'retry'])
      const seen = () => server.collections.notes.all().filter(({ body }) => body === 'Seen.')
      await eventually(() => expect(seen()).toHaveLength(1))
      mount.kill('SIGINT')
      expect((await once(mount, 'exit'))[0]).toBe(0)
      expect(seen()).toHaveLength(1)
    }, 60_000)

    test.each([
      ['once: saves on their way are accepted after two seconds', 1],
      ['twice: it ends at once', 2],
    ])(
      'is interrupted %s, and the journal has them',
      async (_name, times) => {
        const options = ['--plugin', plugin, '--url', server.url, '--projects', 'acme/tools/app']
        const mount = await user.start(['mount', '--write', './m', ...options], /is mounted at/, {
          GITLAB_TOKEN: token,
        })
        server.behaviour.latency = 60_000
        const file = `m/*/app/${6 - times}.md`
        const saving = shell(`for file in ${file}; do printf '\nLater.\n' >> "$file"; done`).catch(thrown => thrown)
        await eventually(async () => expect((await user.run(['pending'])).out).toContain(`${6 - times}.md`))
        const before = performance.now()
        const exit = once(mount, 'exit')
        mount.kill('SIGTERM')
        if (times === 2) {
          await sleep(1000)
          mount.kill('SIGTERM')
        }
        const [code] = await exit
        expect(performance.now() - before).toBeLessThan(8000)
        expect(code).toBe(times === 1 ? 0 : 1)
        if (times === 1) expect(await saving).toBe('')
        await saving
        server.behaviour.latency = 0
        expect((await user.run(['pending'])).out).toMatch(
          new RegExp(`not mounted\\)\n[^]*waits: edit of .*${6 - times}\\.md`),
        )
        await unmountAnyway(join(user.home, 'm'))
      },
      60_000,
    )
  },
)
