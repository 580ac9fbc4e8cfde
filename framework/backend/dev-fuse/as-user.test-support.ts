import { execFile } from 'node:child_process'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { fusermount, isRoot } from '../unmount.ts'
import { loadKoffi } from './mount/koffi.ts'

/** The account that owns nothing. */
const nobody = 65534
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Why tests can't be run as an ordinary user here. */
export async function whyNotAsUser(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'dev-fuse works on Linux only.'
  if (!isRoot()) return 'All tests run as an ordinary user already.'
  if (!(await fusermount())) return 'fusermount3 is not installed.'
  if (!loadKoffi()) return 'koffi is not installed.'
  return asUser('sh', '-c', 'exec 3<> /dev/fuse && cat package.json').then(
    () => undefined,
    () => 'No private /dev/fuse can be made here, or other users may not read the sources.',
  )
}

/** Runs test files of this folder's parent as an ordinary user. Gives what vitest says; throws when one fails. */
export function testAsUser(...names: readonly string[]): Promise<string> {
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const tests = names.map(name => `framework/backend/${name}.test.ts`)
  return asUser(process.execPath, vitest, 'run', '--configLoader', 'native', ...tests)
}

/**
 * Runs a command as the account that owns nothing, who may open `/dev/fuse` there: a device of the command's own, in
 * a mount namespace of its own, so that the machine's stays as it is.
 */
async function asUser(...command: readonly string[]): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'issuefs-user-'))
  await chown(home, nobody, nobody)
  const script = `
    mknod -m 666 "$0/fuse" c 10 229 && mount --bind "$0/fuse" /dev/fuse || exit 99
    exec setpriv --reuid=${nobody} --regid=${nobody} --clear-groups -- "$@"`
  const env = { PATH: process.env.PATH, HOME: home, TMPDIR: home, NO_COLOR: '1' }
  try {
    const options = { cwd: root, env, maxBuffer: 1 << 24 }
    const { stdout } = await promisify(execFile)('unshare', ['-m', 'sh', '-c', script, home, ...command], options)
    return stdout
  } catch (thrown) {
    const { stdout = '', stderr = '' } = thrown as { stdout?: string; stderr?: string }
    throw new Error(`As an ordinary user: ${stdout.slice(-5000)}${stderr.slice(-2000)}`, { cause: thrown })
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
