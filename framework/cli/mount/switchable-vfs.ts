import { type Invalidation, rootIno } from '../../store/contract.ts'
import type { Entry, Vfs } from '../../vfs/contract.ts'
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

  return {
    vfs: {
      lookup: async (...given) => (await now()).lookup(...given),
      getattr: async (...given) => (await now()).getattr(...given),
      readdir: async (...given) => (await now()).readdir(...given),
      readlink: async (...given) => (await now()).readlink(...given),
      open: async (...given) => (await now()).open(...given),
      read: async (...given) => (await now()).read(...given),
      release: handle => present.release(handle),
      statfs: () => present.statfs(),
      noticed: ino => present.noticed?.(ino),
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
      present = next
      stopListening = next.onInvalidate(tell)
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
