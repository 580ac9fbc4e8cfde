import { plainName, twinName } from '../path/name.ts'
import type { Ino, MountRow, Node, Problem } from '../store/contract.ts'
import { rootIno } from '../store/contract.ts'
import type { StoreReader } from '../store/reader.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { viewRole } from './view-role.ts'

/** Names the kernel itself puts into folders. */
export const indexName = 'index.md'
export const indexAllName = 'index-all.md'
export const readmeName = 'README.md'
export const controlName = '.issuefs'
export const statusName = 'status.json'

/** The path of a node below its mount as templates spell it, `''` for the mount itself. */
export function pathBelow(read: StoreReader, mount: MountRow, ino: Ino): string {
  const names: string[] = []
  for (let at = ino; at !== mount.root && at !== rootIno; ) {
    const node = read.nodes.node(at)
    if (!node) break
    names.unshift(plainName(node.name))
    at = node.parent
  }
  return names.join('/')
}

/** What is known of folders before they are made. */
export interface FolderFacts {
  /** Whether documents stand directly in it. */
  holdsDocuments(path: string): boolean
  /** Whether its listing is complete. */
  complete(path: string): boolean
  /** Whether programs may write in it. */
  writable(path: string): boolean
}

/** The folder at a path below a mount, made with all above it when absent. */
export function ensureFolder(
  write: StoreWriter,
  read: StoreReader,
  mount: MountRow,
  path: string,
  facts: FolderFacts,
): Node {
  let folder = read.nodes.node(mount.root)!
  if (path === '') return folder
  let below = ''
  for (const name of path.split('/')) {
    below = below === '' ? name : `${below}/${name}`
    folder = folderNamed(read, folder.ino, name) ?? addFolder(write, read, mount, folder, name, below, facts)
  }
  return folder
}

/** The folder of the tracker that carries a name: under the name itself, or as the twin of one that stood in its way. */
export function folderNamed(read: StoreReader, parent: Ino, name: string): Node | undefined {
  return [name, twinName(name)].map(each => read.nodes.child(parent, each)).find(node => node && isTrackers(node))
}

/** Whether a node is a folder of the tracker, not one of the kernel's views. */
export function isTrackers(node: Node): boolean {
  return node.kind === 'folder' && viewRole(node) === undefined
}

function addFolder(
  write: StoreWriter,
  read: StoreReader,
  mount: MountRow,
  parent: Node,
  name: string,
  path: string,
  facts: FolderFacts,
): Node {
  const state = facts.complete(path) ? 'ready' : 'absent'
  const folder = addNode(write, {
    parent: parent.ino,
    name: read.nodes.child(parent.ino, name) ? twinName(name) : name,
    kind: 'folder',
    state,
    mtime: write.now,
    mount: mount.mount,
    writable: facts.writable(path),
  })
  if (facts.holdsDocuments(path)) addIndex(write, folder.ino, mount)
  return folder
}

/** `index.md` and the unlisted `index-all.md` of a folder of documents. */
export function addIndex(write: StoreWriter, folder: Ino, mount: MountRow): void {
  const common = { parent: folder, kind: 'generated', mtime: write.now, mount: mount.mount } as const
  addNode(write, { ...common, name: indexName, detail: 'index' })
  addNode(write, { ...common, name: indexAllName, detail: 'index-all', hidden: true })
}

/** Adds a node and tells who caches its folder. */
export function addNode(write: StoreWriter, node: Parameters<StoreWriter['nodes']['insert']>[0]): Node {
  const made = write.nodes.insert(node, write.now)
  write.progress.setAbsence(node.parent, node.name, undefined)
  if (!node.hidden) write.nodes.change(node.parent, { mtime: write.now }, write.now)
  write.invalidate({ what: 'appeared', parent: made.parent, name: made.name, ino: made.ino })
  return made
}

/** Removes a node with everything below it. `why` is remembered for those who still ask for its name. */
export function removeNode(write: StoreWriter, node: Node, why?: Problem): void {
  if (node.kind === 'folder') {
    for (const child of write.nodes.everyChild(node.ino)) removeNode(write, child)
    write.progress.clearAbsences(node.ino)
  }
  write.nodes.remove(node.ino)
  if (why) write.progress.setAbsence(node.parent, node.name, why)
  if (!node.hidden) write.nodes.change(node.parent, { mtime: write.now }, write.now)
  write.invalidate({ what: 'disappeared', parent: node.parent, name: node.name, ino: node.ino })
}

/** Marks what the kernel makes of a folder's documents as out of date. */
export function staleIndex(write: StoreWriter, read: StoreReader, folder: Ino): void {
  for (const name of [indexName, indexAllName]) {
    const node = read.nodes.child(folder, name)
    if (node?.kind !== 'generated' || node.state !== 'ready') continue
    write.nodes.change(node.ino, { state: 'stale' }, write.now)
    write.invalidate({ what: 'content', ino: node.ino })
  }
}
