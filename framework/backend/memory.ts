import { posix } from 'node:path'
import { Volume } from 'memfs'
import { rootIno } from '../store/contract.ts'
import type { Attributes } from '../vfs/attributes.ts'
import type { Vfs, VfsWrite } from '../vfs/contract.ts'
import { errnoOf, FileError } from '../vfs/errno.ts'
import { list, readWhole, walk } from '../vfs/walk.ts'

/** A memfs volume that shows the tree as it was when it was last projected. */
export interface Projection {
  readonly vol: InstanceType<typeof Volume>
  /** Brings the volume up to date. */
  project(): Promise<void>
  /** Projects something that is in no listing, such as `PROJ/PROJ-1`, from now on too. */
  reveal(path: string): Promise<void>
}

/** Writes to the tree below a projection, as a program would, and waits until the tracker has it. */
export interface ProjectionWriter {
  /** Makes a file, or gives the one that is there another text. */
  write(path: string, text: string | Uint8Array): Promise<void>
  /** Adds to the end of a file. */
  append(path: string, text: string | Uint8Array): Promise<void>
  /** Makes a file that is not there yet. */
  create(path: string, text: string | Uint8Array): Promise<void>
  /** Removes a file of one's own, or deletes an issue where that is allowed; else rejects with `FileError` EPERM. */
  remove(path: string): Promise<void>
}

/** @throws FileError, from each, `EROFS` when the tree can only be read */
export function projectionWriter(vfs: Vfs, projection: Pick<Projection, 'project'>): ProjectionWriter {
  const writing = (): VfsWrite => {
    if (!vfs.write) throw new FileError('EROFS', 'This tree can only be read; open it with write.')
    return vfs.write
  }
  const place = async (path: string): Promise<{ readonly parent: number; readonly name: string }> => {
    const folder = await walk(vfs, posix.dirname(posix.join('/', path)), { follow: true })
    return { parent: folder.ino, name: posix.basename(path) }
  }

  /** Opens, writes, saves and closes; the volume shows afterwards what the tracker made of it. */
  async function put(path: string, text: string | Uint8Array, append: boolean, exclusive: boolean): Promise<void> {
    const write = writing()
    const how = { truncate: !append, append }
    const present = await walk(vfs, path, { follow: true }).catch(orAbsent)
    const { parent, name } = await place(path)
    const handle =
      present && !exclusive
        ? await write.open(present.ino, how)
        : (await write.create(parent, name, { ...how, exclusive })).handle
    try {
      await write.write(handle, 0, typeof text === 'string' ? Buffer.from(text) : text)
      await write.flush(handle, { last: true })
    } finally {
      vfs.release(handle)
      await projection.project()
    }
  }

  return {
    write: (path, text) => put(path, text, false, false),
    append: (path, text) => put(path, text, true, false),
    create: (path, text) => put(path, text, false, true),
    async remove(path) {
      const write = writing()
      const { parent, name } = await place(path)
      await write.unlink(parent, name, { pid: process.pid })
      await write.settle()
      await projection.project()
    },
  }
}

function orAbsent(thrown: unknown): undefined {
  if (errnoOf(thrown) !== 'ENOENT') throw thrown
}

/** Projects a tree onto a new volume, at its root. */
export async function projectTree(vfs: Vfs): Promise<Projection> {
  const vol = new Volume()
  const revealed = new Set<string>()

  async function projectAll(): Promise<void> {
    const seen = new Set<string>(['/'])
    await projectFolder('/', rootIno, seen)
    for (const path of revealed) await projectPath(path, seen)
    for (const path of everyPath(vol, '/')) if (!seen.has(path)) remove(vol, path)
  }

  async function projectPath(path: string, seen: Set<string>): Promise<void> {
    const found = await walk(vfs, path)
    for (let above = posix.dirname(path); above !== '/'; above = posix.dirname(above)) seen.add(above)
    vol.mkdirSync(posix.dirname(path), { recursive: true })
    await projectEntry(path, found, seen)
  }

  async function projectFolder(path: string, ino: number, seen: Set<string>): Promise<void> {
    vol.mkdirSync(path, { recursive: true })
    for (const entry of await list(vfs, ino)) {
      const attributes = entry.attributes ?? (await vfs.getattr(entry.ino))
      await projectEntry(posix.join(path, entry.name), attributes, seen)
    }
  }

  async function projectEntry(path: string, attributes: Attributes, seen: Set<string>): Promise<void> {
    seen.add(path)
    if (attributes.kind === 'folder') {
      await projectFolder(path, attributes.ino, seen)
      return setTimes(path, attributes)
    }
    remove(vol, path)
    if (attributes.kind === 'link') return vol.symlinkSync(await vfs.readlink(attributes.ino), path)
    vol.writeFileSync(path, Buffer.from(await readWhole(vfs, attributes.ino)))
    vol.chmodSync(path, attributes.mode)
    setTimes(path, attributes)
  }

  function setTimes(path: string, { mtime }: Attributes): void {
    vol.utimesSync(path, mtime / 1000, mtime / 1000)
  }

  await projectAll()
  return {
    vol,
    project: projectAll,
    async reveal(path) {
      revealed.add(posix.join('/', path))
      await projectAll()
    },
  }
}

/** memfs follows a symbolic link when it removes with `rm`. */
function remove(vol: InstanceType<typeof Volume>, path: string): void {
  const found = vol.lstatSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory()) vol.rmSync(path, { recursive: true, force: true })
  else if (found) vol.unlinkSync(path)
}

function everyPath(vol: InstanceType<typeof Volume>, folder: string): string[] {
  return (vol.readdirSync(folder) as string[]).flatMap(name => {
    const path = posix.join(folder, name)
    return vol.lstatSync(path).isDirectory() ? [...everyPath(vol, path), path] : [path]
  })
}
