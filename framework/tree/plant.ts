import type { MountRow, Node } from '../store/contract.ts'
import { rootIno } from '../store/contract.ts'
import type { StoreReader } from '../store/reader.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { addNode, controlName, readmeName, removeNode, statusName } from './folder.ts'

/** The root's own entries: `.issuefs/status.json`, which resolves and is not listed. */
export function plantRoot(write: StoreWriter, read: StoreReader): void {
  if (read.nodes.child(rootIno, controlName)) return
  const control = addNode(write, {
    parent: rootIno,
    name: controlName,
    kind: 'folder',
    state: 'ready',
    hidden: true,
    mtime: write.now,
  })
  addNode(write, { parent: control.ino, name: statusName, kind: 'generated', mtime: write.now, detail: 'status' })
}

/** The row and the folder of a mount, made when absent. `name` is `''` for the only one, whose tree is the root. */
export function plantMount(
  write: StoreWriter,
  read: StoreReader,
  mount: Pick<MountRow, 'name' | 'source' | 'scope' | 'revision'>,
): MountRow {
  const known = read.mounts.mounts().find(row => row.name === mount.name)
  if (known?.source === mount.source && known.scope === mount.scope) return known
  if (known) uproot(write, read, known)
  const root = mount.name === '' ? bareRoot(write, read) : mountFolder(write, read, mount.name)
  const row = write.mounts.insert({ ...mount, root: root.ino })
  plantReadme(write, row)
  return row
}

/** Removes a mount with its tree. */
export function uproot(write: StoreWriter, read: StoreReader, mount: MountRow): void {
  clearTree(write, mount)
  const root = read.nodes.node(mount.root)
  if (root && root.ino !== rootIno) removeNode(write, root)
  write.mounts.remove(mount.mount)
}

/** Empties a mount: another account sees another tracker. */
export function replant(write: StoreWriter, mount: MountRow): void {
  clearTree(write, mount)
  write.mounts.clear(mount.mount)
  plantReadme(write, mount)
}

function clearTree(write: StoreWriter, mount: MountRow): void {
  for (const child of write.nodes.everyChild(mount.root)) {
    if (child.mount === mount.mount && child.ino !== mount.root) removeNode(write, child)
  }
  write.progress.clearAbsences(mount.root)
  write.nodes.change(mount.root, { state: 'absent' }, write.now)
}

/** The root as a mount's folder: not listed yet, whatever it was before. */
export function bareRoot(write: StoreWriter, read: StoreReader): Node {
  write.nodes.change(rootIno, { state: 'absent' }, write.now)
  return read.nodes.node(rootIno)!
}

/** The folder of one of several mounts, made when absent. The root lists them. */
export function mountFolder(write: StoreWriter, read: StoreReader, name: string): Node {
  const root = read.nodes.node(rootIno)!
  if (root.state !== 'ready') write.nodes.change(rootIno, { state: 'ready' }, write.now)
  return read.nodes.child(rootIno, name) ?? addNode(write, { parent: rootIno, name, kind: 'folder', mtime: write.now })
}

function plantReadme(write: StoreWriter, mount: MountRow): void {
  addNode(write, {
    parent: mount.root,
    name: readmeName,
    kind: 'generated',
    mtime: write.now,
    mount: mount.mount,
    detail: 'readme',
  })
}
