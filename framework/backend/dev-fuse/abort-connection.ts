import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { mountAt } from '../mount-table.ts'

const control = '/sys/fs/fuse/connections'

/**
 * Ends a mount whose threads wait for each other in the kernel, which nothing else does, not even SIGKILL. Root
 * may, and its owner where fusectl is mounted; whoever may not changes nothing.
 *
 * @see https://www.kernel.org/doc/html/latest/filesystems/fuse.html
 */
export async function abortConnection(folder: string): Promise<void> {
  const connection = (await mountAt(folder))?.device
  if (connection !== undefined) await abortNumbered(connection)
}

/** The same by the connection's number, for one that is in the mount table no more, but has files open. */
export async function abortNumbered(connection: string): Promise<void> {
  if (!existsSync(`${control}/${connection}`))
    await promisify(execFile)('mount', ['-t', 'fusectl', 'none', control]).catch(() => {})
  await writeFile(`${control}/${connection}/abort`, '1').catch(() => {})
}
