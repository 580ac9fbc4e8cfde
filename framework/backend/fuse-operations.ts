import { posix } from 'node:path'
import type { Attributes } from '../vfs/attributes.ts'
import type { Entry, Handle, Vfs } from '../vfs/contract.ts'
import { withDeadline } from '../vfs/deadline.ts'
import { errnoNumber, errnoOf, FileError } from '../vfs/errno.ts'
import { walk } from '../vfs/walk.ts'
import { createWritingOperations, type FuseWritingOperations, openAs } from './fuse-writing-operations.ts'
import { createPatience } from './patience.ts'
import { createReportedSizes } from './reported-sizes.ts'

/** What libfuse's high-level interface knows of a file; times are milliseconds since 1970 UTC. */
export interface FuseStat {
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly size: number
  readonly ino: number
  readonly nlink: number
  readonly blksize: number
  readonly blocks: number
  readonly atime: number
  readonly mtime: number
  readonly ctime: number
}

/** Entries read from the VFS at a time. */
const pageSize = 1000

/** A result of 0 or more, or a negative errno; then what the operation gives. */
export type Reply<A = never, B = never> = (result: number, first?: A, second?: B) => void

/** The operations of libfuse 2 by path, as fuse-native calls them. Each replies exactly once. */
export interface FuseOperations extends Partial<FuseWritingOperations> {
  getattr(path: string, reply: Reply<FuseStat>): void
  opendir(path: string, flags: number, reply: Reply<number>): void
  readdir(path: string, reply: Reply<readonly string[], readonly FuseStat[]>): void
  readlink(path: string, reply: Reply<string>): void
  open(path: string, flags: number, reply: Reply<number>): void
  /** The result is a number of bytes. */
  read(path: string, fd: number, buffer: Uint8Array, length: number, offset: number, reply: Reply): void
  release(path: string, fd: number, reply: Reply): void
  statfs(path: string, reply: Reply<Readonly<Record<string, number>>>): void
}

export interface FuseOperationsOptions {
  readonly vfs: Vfs
  /** How long an operation may take, milliseconds; above the deadline of the VFS, which knows better what to say. */
  readonly limit: number
  /** How long the kernel believes the attributes it is given, milliseconds. */
  readonly believed: number
}

/**
 * Serves paths from inodes. Operations that are absent here never reach us: the system answers writes with EROFS where
 * the VFS has no writing half, so that the mount is read-only, libfuse answers extended attributes with ENOSYS (the kernel then asks no more), and
 * the kernel checks access by mode bits. A folder's names are waited for when it is opened, where every errno is heard.
 */
export function createFuseOperations({ vfs, limit, believed }: FuseOperationsOptions): FuseOperations {
  const handles = createHandles()
  const sizes = createReportedSizes(believed)
  const patience = createPatience(limit)

  function answer<A, B>(reply: Reply<A, B>, path: string, work: () => Promise<readonly [A, B?]>): void {
    withDeadline(work(), limit, undefined, `"${path}"`).then(
      ([first, second]) => reply(0, first, second),
      thrown => reply(-errnoNumber(errnoOf(thrown))),
    )
  }

  async function lookUp(path: string): Promise<Attributes> {
    const folder = posix.dirname(path)
    const begin = performance.now()
    try {
      const found = await withDeadline(walk(vfs, path), patience.with(folder), undefined, `"${path}"`)
      patience.regain(folder)
      return found
    } catch (thrown) {
      if (errnoOf(thrown) === 'ETIMEDOUT') patience.lose(folder, performance.now() - begin)
      throw thrown
    }
  }

  return {
    ...(vfs.write ? createWritingOperations({ vfs, write: vfs.write, handles, answer }) : {}),
    getattr: (path, reply) =>
      answer(reply, path, async () => {
        const attributes = await lookUp(path)
        sizes.report(attributes.ino, attributes.size)
        return [statOf(attributes)]
      }),
    opendir: (path, _flags, reply) =>
      answer(reply, path, async () => {
        const { ino } = await walk(vfs, path)
        await vfs.readdir(ino, 0, 1)
        return [0]
      }),
    readdir: (path, reply) =>
      answer(reply, path, async () => {
        const { ino } = await walk(vfs, path)
        const entries = await everyEntry(vfs, ino).catch(asFailure)
        return [entries.map(({ name }) => name), entries.map(({ kind, ino }) => entryStat(kind, ino))]
      }),
    readlink: (path, reply) => answer(reply, path, async () => [await vfs.readlink((await walk(vfs, path)).ino)]),
    open: (path, flags, reply) =>
      answer(reply, path, async () => {
        const handle = await openAs(vfs, (await walk(vfs, path)).ino, flags)
        await sizes.settle(handle.ino, handle.size)
        return [handles.add(handle)]
      }),
    read(path, fd, buffer, length, offset, reply) {
      const handle = handles.of(fd)
      if (!handle) return reply(-errnoNumber('EBADF'))
      withDeadline(vfs.read(handle, offset, length), limit, undefined, `"${path}"`).then(
        bytes => {
          const given = bytes.subarray(0, length)
          buffer.set(given)
          reply(given.byteLength)
        },
        thrown => reply(-errnoNumber(errnoOf(thrown))),
      )
    },
    release(_path, fd, reply) {
      const handle = handles.take(fd)
      if (handle) vfs.release(handle)
      reply(0)
    },
    statfs: (path, reply) =>
      answer(reply, path, async () => {
        const { blockSize, blocks, free, files, freeFiles, longestName } = vfs.statfs()
        const left = { bfree: free, bavail: free, ffree: freeFiles, favail: freeFiles }
        return [{ bsize: blockSize, frsize: blockSize, blocks, files, ...left, namemax: longestName }]
      }),
  }
}

/** All entries of a folder, `.` and `..` too, read page by page. */
async function everyEntry(vfs: Vfs, ino: number): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  for (let page = await vfs.readdir(ino, 0, pageSize); page.length > 0; ) {
    for (const entry of page) entries.push(entry)
    page = await vfs.readdir(ino, page.at(-1)!.cookie, pageSize)
  }
  return entries
}

/** POSIX takes ENOENT from readdir for the end of a folder that was removed: a failure would look like an empty folder. */
function asFailure(thrown: unknown): never {
  throw errnoOf(thrown) === 'ENOENT' ? new FileError('EIO', String(thrown)) : thrown
}

/** Open files by a small number, never 0, which libfuse takes for none. */
function createHandles() {
  const open = new Map<number, Handle>()
  let last = 0
  return {
    of: (fd: number): Handle | undefined => open.get(fd),
    add(handle: Handle): number {
      do last = (last % 0x7fff_ffff) + 1
      while (open.has(last))
      open.set(last, handle)
      return last
    },
    take(fd: number): Handle | undefined {
      const handle = open.get(fd)
      open.delete(fd)
      return handle
    },
  }
}

const typeBits = { folder: 0o040000, file: 0o100000, link: 0o120000 } as const satisfies Record<
  Attributes['kind'],
  number
>

const owner = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }

function statOf({ kind, mode, ino, nlink, size, mtime, ctime }: Attributes): FuseStat {
  const changed = Math.max(0, mtime)
  return {
    mode: typeBits[kind] | mode,
    ...owner,
    size,
    ino,
    nlink,
    blksize: 4096,
    blocks: Math.ceil(size / 512),
    atime: changed,
    mtime: changed,
    ctime: Math.max(0, ctime),
  }
}

/** All that a listing carries: the type and the inode number. */
function entryStat(kind: Attributes['kind'], ino: number): FuseStat {
  return { mode: typeBits[kind], ...owner, size: 0, ino, nlink: 1, blksize: 0, blocks: 0, atime: 0, mtime: 0, ctime: 0 }
}
