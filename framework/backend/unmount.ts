import { execFile, spawn } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { SourceError } from '../source/error.ts'
import { mountAt } from './mount-table.ts'

/** A command and its arguments; no shell reads them. */
type Command = readonly [program: string, ...rest: string[]]

/**
 * Takes the topmost mount at a folder away, whosever it is, also a dead one; when programs still use it, it disappears
 * at once and ends with the last of them. Does nothing where nothing is mounted.
 *
 * @throws SourceError `denied` with what the system said
 */
export async function detachFolder(folder: string): Promise<void> {
  const mounted = await mountAt(folder)
  if (!mounted) return
  let said: unknown
  for (const [program, ...rest] of await unmountCommands(folder)) {
    try {
      await promisify(execFile)(program, rest)
    } catch (thrown) {
      said = thrown
    }
    if ((await mountAt(folder))?.id !== mounted.id) return
  }
  throw new SourceError('denied', `"${folder}" could not be unmounted${reasonOf(said)}.`, { cause: said })
}

/**
 * Until disarmed, unmounts a folder when this process ends without having done so. The command is started as the very
 * last thing and outlives the process, because it may have to wait for its end. Gives back how to disarm it.
 */
export async function detachAtExit(folder: string): Promise<() => void> {
  const last = (await unmountCommands(folder)).at(-1)
  const leave = (): void => {
    const [program, ...rest] = last!
    spawn(program, rest, { detached: true, stdio: 'ignore' })
      .on('error', () => {})
      .unref()
  }
  process.once('exit', leave)
  return () => process.off('exit', leave)
}

/**
 * The polite way first, the one that does not wait for programs last. With `-c`, umount(8) asks the mount itself nothing,
 * which might not answer; where it does not know that, the other way is left.
 */
async function unmountCommands(folder: string): Promise<readonly Command[]> {
  if (process.platform === 'darwin')
    return [
      ['/sbin/umount', folder],
      ['/usr/sbin/diskutil', 'unmount', 'force', folder],
    ]
  if (isRoot())
    return [
      ['umount', '-c', folder],
      ['umount', '-l', folder],
    ]
  const program = await fusermount()
  if (!program)
    throw new SourceError(
      'unsupported',
      `"${folder}" could not be unmounted: fusermount3 is not there; "apt install fuse3" brings it.`,
    )
  return [
    [program, '-u', '--', folder],
    [program, '-u', '-z', '--', folder],
  ]
}

/** The program that mounts and unmounts for ordinary users, where there is one. */
export async function fusermount(): Promise<string | undefined> {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(folder => folder !== ''), '/usr/local/bin']
  for (const name of ['fusermount3', 'fusermount']) {
    for (const folder of folders) {
      const path = join(folder, name)
      const found = await access(path, constants.X_OK).then(
        () => true,
        () => false,
      )
      if (found) return path
    }
  }
  return undefined
}

export function isRoot(): boolean {
  return process.geteuid?.() === 0
}

function reasonOf(thrown: unknown): string {
  const { code, stderr } = (thrown ?? {}) as { code?: unknown; stderr?: unknown }
  if (code === 'ENOENT') return ': the system has no program for it'
  const line = typeof stderr === 'string' ? stderr.trim().split('\n').at(-1) : undefined
  return line ? `: ${line.replace(/\.$/, '')}` : ''
}
