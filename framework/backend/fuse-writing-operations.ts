import { constants } from 'node:fs'
import { posix } from 'node:path'
import type { Attributes } from '../vfs/attributes.ts'
import type { Handle, Vfs, VfsWrite } from '../vfs/contract.ts'
import { errnoNumber, FileError } from '../vfs/errno.ts'
import { walk } from '../vfs/walk.ts'
import type { Reply } from './fuse-operations.ts'

/** The operations of libfuse 2 by path that write, as fuse-native calls them. Each replies exactly once. */
export interface FuseWritingOperations {
  create(path: string, mode: number, reply: Reply<number>): void
  /** The result is a number of bytes. */
  write(path: string, fd: number, buffer: Uint8Array, length: number, offset: number, reply: Reply): void
  flush(path: string, fd: number, reply: Reply): void
  fsync(path: string, dataOnly: number, fd: number, reply: Reply): void
  fsyncdir(path: string, dataOnly: number, fd: number, reply: Reply): void
  truncate(path: string, size: number, reply: Reply): void
  ftruncate(path: string, fd: number, size: number, reply: Reply): void
  /** Times are milliseconds since 1970 UTC. */
  utimens(path: string, atime: number, mtime: number, reply: Reply): void
  chmod(path: string, mode: number, reply: Reply): void
  chown(path: string, uid: number, gid: number, reply: Reply): void
  rename(from: string, to: string, reply: Reply): void
  unlink(path: string, reply: Reply): void
  mkdir(path: string, mode: number, reply: Reply): void
  rmdir(path: string, reply: Reply): void
  link(from: string, to: string, reply: Reply): void
  symlink(target: string, path: string, reply: Reply): void
  mknod(path: string, mode: number, device: number, reply: Reply): void
}

export interface WritingOperationsOptions {
  readonly vfs: Vfs
  readonly write: VfsWrite
  /** Files that are open, by the number that libfuse names them by. */
  readonly handles: { add(handle: Handle): number; of(fd: number): Handle | undefined }
  /** Replies with what work gives, or with its errno, within the limit of all operations. */
  answer<A, B>(reply: Reply<A, B>, path: string, work: () => Promise<readonly [A, B?]>): void
}

/** A time so near to now was meant as now: libfuse 2 does not tell. Milliseconds. */
const now = 2000

/**
 * Writing by path. Who writes is not known through this interface, nor whether a rename may replace; so a close by any
 * program that has the file is a commit point, also of one that is being killed, and a file that `mv` takes away in order
 * to replace it counts as deleted.
 */
export function createWritingOperations(options: WritingOperationsOptions): FuseWritingOperations {
  const { vfs, write, handles, answer } = options

  async function placeOf(path: string): Promise<{ readonly parent: number; readonly name: string }> {
    const { ino } = await walk(vfs, posix.dirname(path))
    return { parent: ino, name: posix.basename(path) }
  }

  function handleOf(fd: number): Handle {
    const handle = handles.of(fd)
    if (!handle) throw new FileError('EBADF', 'It is not open.')
    return handle
  }

  async function change(path: string, how: Parameters<VfsWrite['setattr']>[1], fd?: number): Promise<Attributes> {
    const handle = fd === undefined ? undefined : handleOf(fd)
    return write.setattr(handle?.ino ?? (await walk(vfs, path)).ino, how, handle)
  }

  /** Answers when work is over, which gives nothing. */
  function after(reply: Reply, path: string, work: () => Promise<unknown>): void {
    answer<undefined, undefined>(reply, path, async () => {
      await work()
      return [undefined]
    })
  }

  const refuse = (reply: Reply): void => reply(-errnoNumber('EPERM'))

  return {
    create: (path, _mode, reply) =>
      answer(reply, path, async () => {
        const { parent, name } = await placeOf(path)
        const how = { truncate: false, append: false, exclusive: false }
        return [handles.add((await write.create(parent, name, how)).handle)]
      }),
    write(path, fd, buffer, length, offset, reply) {
      let taken = 0
      // The memory is libfuse's: it is gone with the reply.
      const bytes = Uint8Array.from(buffer.subarray(0, length))
      after(
        result => reply(result < 0 ? result : taken),
        path,
        async () => {
          taken = await write.write(handleOf(fd), offset, bytes)
        },
      )
    },
    flush: (path, fd, reply) => after(reply, path, async () => write.flush(handleOf(fd))),
    fsync: (path, _dataOnly, fd, reply) => after(reply, path, async () => write.fsync(handleOf(fd))),
    fsyncdir: (_path, _dataOnly, _fd, reply) => reply(0),
    truncate: (path, size, reply) => after(reply, path, () => change(path, { size })),
    ftruncate: (path, fd, size, reply) => after(reply, path, () => change(path, { size }, fd)),
    utimens: (path, _atime, mtime, reply) =>
      after(reply, path, () => change(path, { mtime: Math.abs(mtime - Date.now()) < now ? 'now' : mtime })),
    chmod: (path, _mode, reply) => after(reply, path, () => change(path, {})),
    chown: (path, _uid, _gid, reply) => after(reply, path, () => change(path, {})),
    rename: (from, to, reply) =>
      after(reply, from, async () => write.rename(await placeOf(from), await placeOf(to), { noReplace: false })),
    unlink: (path, reply) =>
      after(reply, path, async () => {
        const { parent, name } = await placeOf(path)
        await write.unlink(parent, name)
      }),
    mkdir: (path, _mode, reply) =>
      after(reply, path, async () => {
        const { parent, name } = await placeOf(path)
        await write.mkdir(parent, name)
      }),
    rmdir: (path, reply) =>
      after(reply, path, async () => {
        const { parent, name } = await placeOf(path)
        await write.rmdir(parent, name)
      }),
    link: (_from, _to, reply) => refuse(reply),
    symlink: (_target, _path, reply) => refuse(reply),
    mknod: (_path, _mode, _device, reply) => refuse(reply),
  }
}

/** Opens a file for what open(2) says. */
export function openAs(vfs: Vfs, ino: number, flags: number): Promise<Handle> {
  const truncate = (flags & constants.O_TRUNC) !== 0
  const writes = truncate || (flags & (constants.O_WRONLY | constants.O_RDWR)) !== 0
  if (!writes || !vfs.write) return vfs.open(ino)
  return vfs.write.open(ino, { truncate, append: (flags & constants.O_APPEND) !== 0 })
}
