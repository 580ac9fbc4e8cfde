import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, chown, mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { fusermount, isRoot } from '../unmount.ts'
import { loadKoffi } from './mount/koffi.ts'

/** The account that owns nothing. */
const nobody = 65534
const root = fileURLToPath(new URL('../../..', import.meta.url))

async function whyNot(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'dev-fuse works on Linux only.'
  if (!isRoot()) return 'The kit itself runs as an ordinary user already.'
  if (!(await fusermount())) return 'fusermount3 is not installed.'
  if (!loadKoffi()) return 'koffi is not installed.'
  const device = await stat('/dev/fuse').catch(() => undefined)
  if (!device || (device.mode & 0o006) !== 0o006) return 'Ordinary users may not open /dev/fuse here.'
  return access(root, constants.R_OK | constants.X_OK).then(
    () => undefined,
    () => 'Other users may not read the sources.',
  )
}

const reason = await whyNot()

describe('dev-fuse as an ordinary user', () => {
  it('passes the kit and its own tests', { timeout: 180_000 }, async context => {
    context.skip(reason !== undefined, reason)
    const home = await mkdtemp(join(tmpdir(), 'issuefs-user-'))
    await chown(home, nobody, nobody)
    try {
      const vitest = join(root, 'node_modules/vitest/vitest.mjs')
      const tests = ['kit.test.ts', 'mount.test.ts'].map(name => `framework/backend/dev-fuse/${name}`)
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [vitest, 'run', '--configLoader', 'native', ...tests],
        {
          cwd: root,
          uid: nobody,
          gid: nobody,
          env: { PATH: process.env.PATH, HOME: home, TMPDIR: home, NO_COLOR: '1' },
          maxBuffer: 1 << 24,
        },
      )
      expect(stdout).toMatch(/Tests\s+\d+ passed/)
    } finally {
      await rm(home, { recursive: true, force: true })
    }
  })
})
