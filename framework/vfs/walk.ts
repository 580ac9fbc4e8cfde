import { posix } from 'node:path'
import { rootIno } from '../store/contract.ts'
import type { Attributes } from './attributes.ts'
import type { Entry, Vfs, VfsContext } from './contract.ts'
import { FileError } from './errno.ts'

/** As many symbolic links as Linux follows in one path. */
const mostLinks = 40

/**
 * Walks a path from the root, one lookup per name. Symbolic links in the middle are followed, the last one when asked to.
 *
 * @throws FileError ELOOP after 40 links, ENOTDIR; and what `Vfs.lookup` rejects with
 * @example
 * const { size, mtime } = await walk(host.vfs, 'PROJ/PROJ-1.md')
 */
export async function walk(
  vfs: Vfs,
  path: string,
  options: VfsContext & { readonly follow?: boolean } = {},
): Promise<Attributes> {
  let names = path.split('/').filter(name => name !== '')
  let at = await vfs.getattr(rootIno, options)
  let below = '/'
  for (let links = 0; names.length > 0; ) {
    const name = names.shift()!
    const next = await vfs.lookup(at.ino, name, options)
    if (next.kind !== 'link' || (names.length === 0 && !options.follow)) {
      at = next
      below = posix.join(below, name)
      continue
    }
    if (++links > mostLinks) throw new FileError('ELOOP', `"${path}" has too many symbolic links.`)
    const target = posix.resolve(below, await vfs.readlink(next.ino))
    names = [...target.split('/').filter(part => part !== ''), ...names]
    at = await vfs.getattr(rootIno, options)
    below = '/'
  }
  return at
}

/**
 * All entries of a folder but `.` and `..`, read page by page, in the order of their inodes.
 *
 * @example
 * const folder = await walk(host.vfs, 'PROJ')
 * const names = (await list(host.vfs, folder.ino)).map(({ name }) => name)
 */
export async function list(vfs: Vfs, ino: number, context: VfsContext = {}): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for (let cookie = 0; ; ) {
    const page = await vfs.readdir(ino, cookie, 1000, context)
    entries.push(...page)
    if (page.length === 0) break
    cookie = page.at(-1)!.cookie
  }
  return entries.filter(({ name }) => name !== '.' && name !== '..')
}

/**
 * The whole of a file, in memory; Markdown is UTF-8.
 *
 * @example
 * const { ino } = await walk(host.vfs, 'PROJ/PROJ-1.md')
 * const text = Buffer.from(await readWhole(host.vfs, ino)).toString()
 */
export async function readWhole(vfs: Vfs, ino: number, context: VfsContext = {}): Promise<Uint8Array> {
  const handle = await vfs.open(ino, context)
  try {
    const parts: Uint8Array[] = []
    for (let offset = 0; ; ) {
      const part = await vfs.read(handle, offset, 1 << 20, context)
      if (part.byteLength === 0) return Buffer.concat(parts)
      parts.push(part)
      offset += part.byteLength
    }
  } finally {
    vfs.release(handle)
  }
}
