import { constants } from 'node:fs'
import { posix } from 'node:path'
import type { Attributes } from '../vfs/attributes.ts'
import type { AttributeChange, Handle, OpenForWriting, Vfs, VfsWrite } from '../vfs/contract.ts'
import { errnoOf, FileError } from '../vfs/errno.ts'
import { list, readWhole, walk } from '../vfs/walk.ts'
import type { FileView } from './backend-fixture.ts'

/** How `fs.open` names what it opens for. */
const modes: Readonly<Record<string, number>> = {
  r: constants.O_RDONLY,
  'r+': constants.O_RDWR,
  w: constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC,
  wx: constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL,
  a: constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND,
}

/** Whoever asks. */
const context = { pid: process.pid }

/** The files of a tree as `node:fs/promises` shows them, without a mount: what the kernel would ask is asked at once. */
export function vfsFiles(vfs: Vfs): FileView {
  const write = vfs.write!

  async function place(path: string) {
    const { ino } = await walk(vfs, posix.dirname(path), { ...context, follow: true })
    return { parent: ino, name: posix.basename(path) }
  }

  async function openFile(path: string, mode = 'r') {
    const flags = modes[mode]!
    const handle =
      flags === constants.O_RDONLY ? await vfs.open((await find(path)).ino, context) : await openToWrite(path, flags)
    return fileOf(vfs, write, handle)
  }

  async function openToWrite(path: string, flags: number): Promise<Handle> {
    const how: OpenForWriting = {
      truncate: (flags & constants.O_TRUNC) !== 0,
      append: (flags & constants.O_APPEND) !== 0,
    }
    const exclusive = (flags & constants.O_EXCL) !== 0
    const there = await find(path).catch(() => undefined)
    if (there && !exclusive) return write.open(there.ino, how, context)
    if ((flags & constants.O_CREAT) === 0) throw new FileError('ENOENT', `There is no "${path}".`)
    const { parent, name } = await place(path)
    return (await write.create(parent, name, { ...how, exclusive }, context)).handle
  }

  const find = (path: string): Promise<Attributes> => walk(vfs, path, { ...context, follow: true })

  async function writeAll(path: string, text: string | Uint8Array, mode: string): Promise<void> {
    const file = await openFile(path, mode)
    try {
      await file.write(Buffer.from(text as string))
    } finally {
      await file.close()
    }
  }

  async function change(path: string, changes: AttributeChange): Promise<void> {
    await write.setattr((await find(path)).ino, changes, undefined, context)
  }

  const files = {
    open: openFile,
    async readFile(path: string, encoding?: BufferEncoding) {
      const bytes = Buffer.from(await readWhole(vfs, (await find(path)).ino, context))
      return encoding ? bytes.toString(encoding) : bytes
    },
    writeFile: (path: string, text: string | Uint8Array, { flag = 'w' } = {}) => writeAll(path, text, flag),
    appendFile: (path: string, text: string) => writeAll(path, text, 'a'),
    stat: async (path: string) => statOf(await find(path)),
    lstat: async (path: string) => statOf(await walk(vfs, path, context)),
    async readdir(path: string) {
      return (await list(vfs, (await find(path)).ino, context)).map(({ name }) => name)
    },
    readlink: async (path: string) => vfs.readlink((await walk(vfs, path, context)).ino),
    async rename(from: string, to: string) {
      await write.rename(await place(from), await place(to), { noReplace: false }, context)
    },
    async unlink(path: string) {
      const { parent, name } = await place(path)
      await write.unlink(parent, name, context)
    },
    async mkdir(path: string) {
      const { parent, name } = await place(path)
      await write.mkdir(parent, name, context)
    },
    async rmdir(path: string) {
      const { parent, name } = await place(path)
      await write.rmdir(parent, name, context)
    },
    truncate: (path: string, size = 0) => change(path, { size }),
    chmod: (path: string) => change(path, {}),
    utimes: (path: string, _atime: number, mtime: number) => change(path, { mtime: mtime * 1000 }),
    async statfs() {
      const { blockSize, blocks, free, files, freeFiles } = vfs.statfs()
      return { bsize: blockSize, blocks, bfree: free, bavail: free, files, ffree: freeFiles }
    },
  }
  const named = Object.entries(files).map(([name, work]) => [name, withCode(work as Operation)])
  return Object.fromEntries(named) as unknown as FileView
}

type Operation = (...args: readonly unknown[]) => Promise<unknown>

/** Errors carry a `code`, as those of the operating system do. */
function withCode(work: Operation): Operation {
  return async (...args) => {
    try {
      return await work(...args)
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown) throw thrown
      throw Object.assign(new Error(String(thrown), { cause: thrown }), { code: errnoOf(thrown) })
    }
  }
}

function statOf({ kind, mode, size, ino, mtime }: Attributes) {
  return {
    ino,
    mode,
    size,
    mtimeMs: mtime,
    isFile: () => kind === 'file',
    isDirectory: () => kind === 'folder',
    isSymbolicLink: () => kind === 'link',
  }
}

/** The part of a `FileHandle` that the cases use. */
function fileOf(vfs: Vfs, write: VfsWrite, handle: Handle) {
  let place = 0
  const file = {
    async read(buffer: Buffer, at: number, length: number, position: number | null) {
      const bytes = await vfs.read(handle, position ?? place, length, context)
      buffer.set(bytes, at)
      if (position === null) place += bytes.byteLength
      return { bytesRead: bytes.byteLength, buffer }
    },
    async write(data: string | Uint8Array, position?: number | null) {
      const bytes = typeof data === 'string' ? Buffer.from(data) : data
      await write.write(handle, position ?? place, bytes, context)
      if (position === undefined || position === null) place += bytes.byteLength
    },
    writeFile: (data: string | Uint8Array) => file.write(data),
    stat: async () => statOf(await vfs.getattr(handle.ino, context)),
    truncate: async (size = 0) => void (await write.setattr(handle.ino, { size }, handle, context)),
    sync: () => write.fsync(handle, context),
    async close() {
      try {
        await write.flush(handle, { ...context, last: true })
      } finally {
        vfs.release(handle)
      }
    },
  }
  const named = Object.entries(file).map(([name, work]) => [name, withCode(work as Operation)])
  return Object.fromEntries(named) as unknown as typeof file
}
