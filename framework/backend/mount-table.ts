import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

/** A line of the system's mount table. */
export interface MountEntry {
  /** Unique among the present mounts: a later mount at the same folder has another one. */
  readonly id: string
  readonly folder: string
  readonly type: string
  readonly source: string
  /** The minor number of its device, which Linux also calls a FUSE mount's connection by. */
  readonly device: string | undefined
  /** Options of the mount and of its file system. */
  readonly options: readonly string[]
}

/** The mounts that this process sees, lower ones first. */
export async function readMountTable(): Promise<readonly MountEntry[]> {
  if (process.platform === 'linux') return parseMountInfo(await readFile('/proc/self/mountinfo', 'utf8'))
  const { stdout } = await promisify(execFile)('/sbin/mount', { maxBuffer: 1 << 24 })
  return parseMountOutput(stdout)
}

/** The topmost mount at a folder. The folder itself is not touched. */
export async function mountAt(folder: string): Promise<MountEntry | undefined> {
  return (await readMountTable()).findLast(entry => entry.folder === folder)
}

/** Whether a mount is one of issuefs, of this process or another, alive or dead. */
export function isOurMount(entry: MountEntry): boolean {
  return entry.type === 'fuse.issuefs' || (entry.source === 'issuefs' && /fuse/.test(entry.type))
}

/** proc_pid_mountinfo(5): fields up to a lone `-`, then type, source and the file system's options. */
export function parseMountInfo(text: string): readonly MountEntry[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [before = '', after = ''] = line.split(' - ', 2)
      const [id = '', , device = '', , folder = '', options = ''] = before.split(' ')
      const [type = '', source = '', more = ''] = after.split(' ')
      return {
        id,
        folder: unescapeField(folder),
        type: unescapeField(type),
        source: unescapeField(source),
        device: device.split(':')[1],
        options: [...options.split(','), ...more.split(',')],
      }
    })
}

/** The output of mount(8) on macOS: `source on folder (type, option, ...)`. */
export function parseMountOutput(text: string): readonly MountEntry[] {
  return text.split('\n').flatMap(line => {
    const match = /^(.*?) on (.*) \(([^()]*)\)$/.exec(line)
    if (!match) return []
    const [, source = '', folder = '', options = ''] = match
    const [type = '', ...rest] = options.split(', ')
    return [{ id: line, folder, type, source, device: undefined, options: rest }]
  })
}

/** Space, tab, newline and backslash stand as three octal digits; bytes above 127 stand as they are. */
function unescapeField(field: string): string {
  return field.replaceAll(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
}
