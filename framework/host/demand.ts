import { SourceError } from '../source/error.ts'
import type { MountId, Node } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
import type { Demand } from '../tree/demand.ts'
import { storeGenerated } from '../tree/generate.ts'

/** Sends what the file side asks to the mount it is about; answers for the root of several mounts and for `.issuefs`. */
export function createHostDemand(
  store: Store,
  mounts: ReadonlyMap<MountId, Demand>,
  statusText: () => string,
  atRoot: () => MountId | undefined,
): Demand {
  const of = (node: Node): Demand | undefined => mounts.get(node.mount ?? atRoot() ?? -1) ?? ofFolder(node)
  /** The folder of a mount belongs to the root, but what is in it to the mount. */
  const ofFolder = (node: Node): Demand | undefined => {
    const row = store.read.mounts.mounts().find(({ root }) => root === node.ino)
    return row && mounts.get(row.mount)
  }
  return {
    async name(parent, name, signal) {
      await of(parent)?.name(parent, name, signal)
    },
    async content(node, signal) {
      if (node.detail === 'status') {
        store.transaction(write => storeGenerated(write, node, statusText()))
        return
      }
      const mount = of(node)
      if (!mount) throw new SourceError('not-found', `"${node.name}" belongs to no tracker of this mount any more.`)
      await mount.content(node, signal)
    },
    async listing(folder, signal) {
      await of(folder)?.listing(folder, signal)
    },
    async bytes(node, offset, length, signal) {
      const mount = of(node)
      if (!mount) throw new SourceError('not-found', `"${node.name}" belongs to no tracker of this mount any more.`)
      return mount.bytes(node, offset, length, signal)
    },
    noticed(node) {
      of(node)?.noticed(node)
    },
  }
}
