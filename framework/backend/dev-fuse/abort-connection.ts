import { execFile } from 'node:child_process'
import { closeSync, constants, existsSync, openSync, writeSync } from 'node:fs'
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
  const file = await openAbort(connection)
  if (file === undefined) return
  try {
    writeSync(file, '1')
  } catch {
    // It has ended by itself.
  } finally {
    closeSync(file)
  }
}

/**
 * Opens the file that aborts a connection when something is written to it. It stays that connection's: when that has
 * ended, writing does nothing, also when another one has got its number. Gives `undefined` to who may not.
 */
export async function openAbort(connection: string): Promise<number | undefined> {
  if (!existsSync(`${control}/${connection}`))
    await promisify(execFile)('mount', ['-t', 'fusectl', 'none', control]).catch(() => {})
  try {
    return openSync(`${control}/${connection}/abort`, constants.O_WRONLY)
  } catch {
    return undefined
  }
}
