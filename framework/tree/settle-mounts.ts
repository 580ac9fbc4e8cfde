import type { MountRow, Node } from '../store/contract.ts'
import { rootIno } from '../store/contract.ts'
import type { StoreReader } from '../store/reader.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { removeNode } from './folder.ts'
import { bareRoot, mountFolder, plantMount, plantRoot, uproot } from './plant.ts'

/** A mount that is asked for, as its row names it. */
export type MountFacts = Pick<MountRow, 'name' | 'source' | 'scope' | 'revision'>

/**
 * Brings the mounts of a store in line with those asked for, and gives their rows in order. Those that stay keep
 * everything; one that only has another name moves with its tree and its inodes; those not asked for go.
 */
export function settleMounts(
  write: StoreWriter,
  read: StoreReader,
  mounts: readonly MountFacts[],
): readonly MountRow[] {
  plantRoot(write, read)
  const rows = read.mounts.mounts()
  const isSame = (row: MountRow, mount: MountFacts): boolean => row.source === mount.source && row.scope === mount.scope
  const unmet = mounts.filter(mount => !rows.some(row => row.name === mount.name && isSame(row, mount)))
  const moving = new Map<MountFacts, MountRow>()
  for (const row of rows) {
    if (mounts.some(mount => mount.name === row.name && isSame(row, mount))) continue
    const mount = unmet.find(each => isSame(row, each) && !moving.has(each))
    if (mount) moving.set(mount, row)
    else uproot(write, read, row)
  }
  const lifted = [...moving].map(([mount, row]) => ({ mount, row, ...lift(write, read, row) }))
  for (const { mount, row, state, children } of lifted) settle(write, read, { mount, row, state, children })
  return mounts.map(mount => plantMount(write, read, mount))
}

/** The parent of what has been lifted: no node has this number. */
const nowhere = -1

interface Lifted {
  readonly state: Node['state']
  readonly children: readonly Node[]
}

/** Takes what is directly in a mount off its folder, and the folder away, so that whatever is to stand there finds room. */
function lift(write: StoreWriter, read: StoreReader, row: MountRow): Lifted {
  const root = read.nodes.node(row.root)
  const children = write.nodes.everyChild(row.root).filter(({ mount, ino }) => mount === row.mount && ino !== row.root)
  for (const child of children) {
    write.nodes.rename(child.ino, nowhere, `${row.mount} ${child.name}`, write.now)
    write.invalidate({ what: 'disappeared', parent: row.root, name: child.name, ino: child.ino })
  }
  write.progress.clearAbsences(row.root)
  if (root && root.ino !== rootIno) removeNode(write, root)
  return { state: root?.state ?? 'absent', children }
}

/** Puts what was lifted into the folder of its new name. */
function settle(
  write: StoreWriter,
  read: StoreReader,
  { mount, row, state, children }: Lifted & { readonly mount: MountFacts; readonly row: MountRow },
): void {
  const root = mount.name === '' ? bareRoot(write, read) : mountFolder(write, read, mount.name)
  for (const child of children) {
    const moved = write.nodes.rename(child.ino, root.ino, child.name, write.now)
    write.invalidate({ what: 'appeared', parent: moved.parent, name: moved.name, ino: moved.ino })
  }
  write.mounts.update(row.mount, { root: root.ino, name: mount.name })
  write.nodes.change(root.ino, { state, mtime: write.now }, write.now)
}
