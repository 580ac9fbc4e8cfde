import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const control = '/sys/fs/fuse/connections'

/**
 * Ends a mount whose threads wait for each other in the kernel, which nothing else does, not even SIGKILL. Root
 * may, and its owner where fusectl is mounted; whoever may not changes nothing.
 *
 * @see https://www.kernel.org/doc/html/latest/filesystems/fuse.html
 */
export async function abortConnection(folder: string): Promise<void> {
  const table = await readFile('/proc/self/mountinfo', 'utf8')
  const fields = table
    .split('\n')
    .map(line => line.split(' '))
    .findLast(([, , , , at]) => at === folder.replaceAll(' ', '\\040'))
  const connection = fields?.[2]?.split(':')[1]
  if (connection === undefined) return
  if (!existsSync(`${control}/${connection}`))
    await promisify(execFile)('mount', ['-t', 'fusectl', 'none', control]).catch(() => {})
  await writeFile(`${control}/${connection}/abort`, '1').catch(() => {})
}
