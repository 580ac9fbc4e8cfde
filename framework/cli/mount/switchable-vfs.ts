import { type Ino, type Invalidation, rootIno } from '../../store/contract.ts'
import type { Entry, Vfs, VfsWrite } from '../../vfs/contract.ts'
import { list } from '../../vfs/walk.ts'
import { createOpenHandles, writerOf } from './open-handles.ts'

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
  const held = new Set<Ino>()
  const tellHeld = (ino: Ino, is: boolean): void => {
    if (is) held.add(ino)
    else held.delete(ino)
    for (const listener of heldListeners) listener(ino, is)
  }
  let stopHeld = first.write?.onHeld(tellHeld)
  const handles = createOpenHandles(now)
  const writer = async (): Promise<VfsWrite> => writerOf(await now())

  const write: VfsWrite = {
    async setattr(ino, change, handle, context) {
      if (!handle) return (await writer()).setattr(ino, change, undefined, context)
      const there = await handles.toWrite(handle)
      return there.write.setattr(ino, change, there.handle, context)
    },
    async open(ino, how, context) {
      const vfs = await now()
      return handles.opened(await writerOf(vfs).open(ino, how, context), vfs, how)
    },
    async create(parent, name, how, context) {
      const vfs = await now()
      const made = await writerOf(vfs).create(parent, name, how, context)
      handles.opened(made.handle, vfs, how)
      return made
    },
    async write(handle, ...given) {
      const there = await handles.toWrite(handle)
      return there.write.write(there.handle, ...given)
    },
    async flush(handle, context) {
      const there = await handles.toSave(handle)
      await there?.write.flush(there.handle, context)
    },
    async giveUp(handle, context) {
      const there = await handles.toSave(handle)
      await there?.write.giveUp(there.handle, context)
    },
    async fsync(handle, context) {
      const there = await handles.toSave(handle)
      await there?.write.fsync(there.handle, context)
    },
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
        return handles.opened(await vfs.open(...given), vfs)
      },
      read: handles.read,
      release: handle => handles.release(handle),
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
      for (const ino of [...held]) tellHeld(ino, false)
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

/** What is at the root, as far as it is stored. */
async function rootEntries(vfs: Vfs): Promise<readonly Entry[]> {
  return list(vfs, rootIno).catch(() => [])
}

function change(what: 'appeared' | 'disappeared', { name, ino }: Entry): Invalidation {
  return { what, parent: rootIno, name, ino }
}
