import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { isOurMount, readMountTable } from '../backend/mount-table.ts'

/**
 * For vitest, around all test files: everything temporary of a run is in one folder, which goes with it. Tests unmount
 * what they mount, also when they fail.
 */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'issuefs-tests-')))
  // Some tests run as another user.
  await chmod(folder, 0o755)
  process.env.TMPDIR = folder
  return async () => {
    const left = (await readMountTable()).filter(each => isOurMount(each) && each.folder.startsWith(folder + sep))
    if (left.length === 0) return rm(folder, { recursive: true, force: true, maxRetries: 3 })
    // vitest shows what a teardown throws, and passes all the same.
    process.exitCode = 1
    throw new Error(`Tests have left mounts: ${left.map(each => each.folder).join(', ')}`)
  }
}
