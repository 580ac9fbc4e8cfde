import { posix } from 'node:path'
import { Volume } from 'memfs'
import { rootIno } from '../store/contract.ts'
import type { Attributes } from '../vfs/attributes.ts'
import type { Vfs } from '../vfs/contract.ts'
import { list, readWhole, walk } from '../vfs/walk.ts'

/** A memfs volume that shows the tree as it was when it was last projected. */
export interface Projection {
  readonly vol: InstanceType<typeof Volume>
  /** Brings the volume up to date. */
  project(): Promise<void>
  /** Projects something that is in no listing, such as `PROJ/PROJ-1`, from now on too. */
  reveal(path: string): Promise<void>
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
