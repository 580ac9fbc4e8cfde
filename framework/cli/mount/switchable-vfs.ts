import { type Ino, type Invalidation, rootIno } from '../../store/contract.ts'
import type { Entry, Handle, Vfs, VfsWrite } from '../../vfs/contract.ts'
import { FileError } from '../../vfs/errno.ts'
import { list } from '../../vfs/walk.ts'

/** A tree whose host can be replaced while a backend carries it: the store, and so all inode numbers, stay. */
export interface SwitchableVfs {
  readonly vfs: Vfs
  /** From now on every request waits. */
  pause(): Promise<void>
  /** Lets them go on with another host's tree, and says what has appeared and disappeared at the root. */
  switchTo(next: Vfs): Promise<void>
}

export function createSwitchableVfs(first: Vfs): SwitchableVfs {
  let present = first
  let ready: Promise<void> = Promise.resolve()
  let goOn = (): void => {}
  const listeners = new Set<(invalidations: readonly Invalidation[]) => void>()
  const tell = (invalidations: readonly Invalidation[]): void => {
    for (const listener of listeners) listener(invalidations)
  }
  let before: readonly Entry[] = []
  let stopListening = first.onInvalidate(tell)
  const now = async (): Promise<Vfs> => {
    await ready
    return present
  }
  const heldListeners = new Set<(ino: Ino, held: boolean) => void>()
  const tellHeld = (ino: Ino, held: boolean): void => {
    for (const listener of heldListeners) listener(ino, held)
  }
  let stopHeld = first.write?.onHeld(tellHeld)
  /** Whose an open file is: what was opened before a switch is closed there. */
  const owners = new WeakMap<Handle, Vfs>()
  const owned = <H extends Handle>(handle: H, vfs: Vfs): H => {
    owners.set(handle, vfs)
    return handle
  }
  const ownerOf = (handle: Handle): Vfs => owners.get(handle) ?? present
  const writerOf = (handle: Handle): VfsWrite => writing(ownerOf(handle))
  const writer = async (): Promise<VfsWrite> => writing(await now())

  const write: VfsWrite = {
    setattr: async (ino, change, handle, context) =>
      (handle ? writerOf(handle) : await writer()).setattr(ino, change, handle, context),
    async open(ino, how, context) {
      const vfs = await now()
      return owned(await writing(vfs).open(ino, how, context), vfs)
    },
    async create(parent, name, how, context) {
      const vfs = await now()
      const made = await writing(vfs).create(parent, name, how, context)
      owned(made.handle, vfs)
      return made
    },
    write: (handle, ...given) => writerOf(handle).write(handle, ...given),
    flush: (handle, context) => writerOf(handle).flush(handle, context),
    fsync: (handle, context) => writerOf(handle).fsync(handle, context),
    rename: async (...given) => (await writer()).rename(...given),
    unlink: async (...given) => (await writer()).unlink(...given),
    mkdir: async (...given) => (await writer()).mkdir(...given),
    rmdir: async (...given) => (await writer()).rmdir(...given),
    async settle() {
      await present.write?.settle()
    },
    isHeld: ino => present.write?.isHeld(ino) ?? false,
    onHeld(listener) {
      heldListeners.add(listener)
      return () => heldListeners.delete(listener)
    },
  }

  return {
    vfs: {
      lookup: async (...given) => (await now()).lookup(...given),
      getattr: async (...given) => (await now()).getattr(...given),
      readdir: async (...given) => (await now()).readdir(...given),
      readlink: async (...given) => (await now()).readlink(...given),
      async open(...given) {
        const vfs = await now()
        return owned(await vfs.open(...given), vfs)
      },
      read: (handle, ...given) => ownerOf(handle).read(handle, ...given),
      release: handle => ownerOf(handle).release(handle),
      statfs: () => present.statfs(),
      noticed: ino => present.noticed?.(ino),
      ...(first.write && { write }),
      onInvalidate(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    async pause() {
      before = await rootEntries(present)
      const { promise, resolve } = Promise.withResolvers<void>()
      ready = promise
      goOn = resolve
    },
    async switchTo(next) {
      stopListening()
      stopHeld?.()
      present = next
      stopListening = next.onInvalidate(tell)
      stopHeld = next.write?.onHeld(tellHeld)
      goOn()
      const after = await rootEntries(next)
      tell([
        ...before.filter(({ ino }) => !after.some(each => each.ino === ino)).map(each => change('disappeared', each)),
        ...after.filter(({ ino }) => !before.some(each => each.ino === ino)).map(each => change('appeared', each)),
        { what: 'attributes', ino: rootIno },
        { what: 'content', ino: rootIno },
      ])
    },
  }
}

/** The writing half, which does not come or go with the configuration. */
function writing({ write }: Vfs): VfsWrite {
  if (!write) throw new FileError('EROFS', 'Nothing can be written for the moment; "issuefs status" says why.')
  return write
}

/** What is at the root, as far as it is stored. */
async function rootEntries(vfs: Vfs): Promise<readonly Entry[]> {
  return list(vfs, rootIno).catch(() => [])
}

function change(what: 'appeared' | 'disappeared', { name, ino }: Entry): Invalidation {
  return { what, parent: rootIno, name, ino }
}
