import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { SourceError } from '../../../source/error.ts'
import { fusermount } from '../../unmount.ts'
import { loadKoffi } from './koffi.ts'
import { commonOptions, fileSystemName, type MountOptions } from './options.ts'
import { createDescriptorChannel } from './receive-descriptor.ts'

/** The number that the socket has in fusermount3. */
const inherited = 3

/** Says what is missing when koffi is not there. */
export const koffiSentence =
  'Mounting as an ordinary user needs the optional package koffi: "npm install koffi" brings it; or use --backend fuse-native.'

/**
 * Mounts with fusermount3, which hands the open device over. Gives the device.
 *
 * @throws SourceError with what fusermount3 said
 * @see https://man7.org/linux/man-pages/man1/fusermount3.1.html
 */
export async function mountAsUser(options: MountOptions): Promise<number> {
  const program = await fusermount()
  if (!program) throw new SourceError('unsupported', 'fusermount3 is not there: "apt install fuse3" brings it.')
  const koffi = loadKoffi()
  if (!koffi) throw new SourceError('unsupported', koffiSentence)
  const channel = createDescriptorChannel(koffi)
  try {
    const named = [`fsname=${fileSystemName}`, `subtype=${fileSystemName}`, ...commonOptions(options)]
    const child = spawn(program, ['-o', named.join(','), '--', options.folder], {
      stdio: ['ignore', 'ignore', 'pipe', channel.theirs],
      env: { ...process.env, LC_ALL: 'C', _FUSE_COMMFD: String(inherited) },
    })
    const ended = Promise.all([text(child.stderr!), once(child, 'close')])
    channel.closeTheirs()
    const [device, [said, [code]]] = await Promise.all([channel.receive(), ended])
    if (device !== undefined && code === 0) return device
    throw new Error(said.trim().split('\n').at(-1) || `${program} ended with ${code}`)
  } catch (cause) {
    throw new SourceError(
      'denied',
      `"${options.folder}" could not be mounted: ${(cause as Error).message}${hint(cause)}`,
      {
        cause,
      },
    )
  } finally {
    channel.closeOurs()
  }
}

function hint(cause: unknown): string {
  return /allow_other/.test(String(cause)) ? ' ("user_allow_other" has to stand in /etc/fuse.conf)' : ''
}
