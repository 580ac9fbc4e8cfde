import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { SourceError } from '../../../source/error.ts'
import { commonOptions, fileSystemName, type MountOptions } from './options.ts'

/** The number that the device has in mount(8). */
const inherited = 3

/**
 * Mounts with mount(8), without its helpers. Gives the open device.
 *
 * @throws SourceError with what mount(8) said
 * @see https://www.kernel.org/doc/html/latest/filesystems/fuse.html
 */
export async function mountAsRoot(options: MountOptions): Promise<number> {
  const device = openSync('/dev/fuse', 'r+')
  const named = [
    `fd=${inherited}`,
    'rootmode=40000',
    `user_id=${process.getuid!()}`,
    `group_id=${process.getgid!()}`,
    ...commonOptions(options),
  ]
  try {
    const child = spawn(
      'mount',
      ['-i', '-t', `fuse.${fileSystemName}`, '-o', named.join(','), fileSystemName, options.folder],
      { stdio: ['ignore', 'ignore', 'pipe', device], env: { ...process.env, LC_ALL: 'C' } },
    )
    const [said, [code]] = await Promise.all([text(child.stderr!), once(child, 'close')])
    if (code === 0) return device
    throw new Error(said.trim().split('\n').at(-1) || `mount ended with ${code}`)
  } catch (cause) {
    closeSync(device)
    throw new SourceError('denied', `"${options.folder}" could not be mounted: ${(cause as Error).message}`, { cause })
  }
}
