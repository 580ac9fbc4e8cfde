import { posix } from 'node:path'
import { twinName } from '../path/name.ts'
import { type Compiled, isWritable, type Router } from '../path/router.ts'
import type { AnyDocuments } from '../source/route.ts'
import type { EntityRow, MountRow, Node, Problem } from '../store/contract.ts'
import type { StoreReader } from '../store/reader.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { buildCompanion, companionOf, refreshCompanion } from './companion.ts'
import { addNode, ensureFolder, type FolderFacts, folderNamed, removeNode, staleIndex } from './folder.ts'
import { viewRole } from './view-role.ts'
import { leaveView } from './views.ts'

/** How long an issue is left alone whose path another one has taken, in milliseconds. */
const collisionRest = 60_000

/** What placing needs to know. */
export interface Place {
  readonly write: StoreWriter
  readonly read: StoreReader
  readonly mount: MountRow
  readonly router: Router
  /** Whether programs may write. */
  readonly writes: boolean
  readonly folders: FolderFacts
}

/** Sees to it that an entity has its file where its key says, and gives the file's node. */
export function placeEntity(place: Place, compiled: Compiled<AnyDocuments>, entity: EntityRow): Node {
  const { write, read, mount, folders } = place
  const path = compiled.template.format(entity.key)
  const folder = ensureFolder(write, read, mount, posix.dirname(path) === '.' ? '' : posix.dirname(path), folders)
  const name = posix.basename(path)
  const present = documentNode(write, entity)
  if (!present) {
    return addNode(write, {
      parent: folder.ino,
      name: clear(place, folder, name, entity),
      kind: 'document',
      hidden: compiled.route.hidden === true,
      mtime: entity.modified || write.now,
      entity: entity.entity,
      mount: mount.mount,
      detail: compiled.route.hidden ? 'on-demand' : '',
      writable: place.writes && isWritable(compiled.route),
    })
  }
  const unmoved = present.parent === folder.ino && (present.name === name || present.name === twinName(name))
  return unmoved ? present : moveNode(place, compiled, present, folder, name, entity)
}

/** The node that carries an entity's document. */
export function documentNode(write: StoreWriter, entity: EntityRow): Node | undefined {
  return write.nodes.ofEntity(entity.entity).find(({ kind }) => kind === 'document')
}

/** The tracker deleted it, or we may not see it any more: its file goes, the reason stays. */
export function dropEntity(place: Place, compiled: Compiled<AnyDocuments>, entity: EntityRow, why: Problem): void {
  const { write, read, mount, router } = place
  const node = documentNode(write, entity)
  write.entities.remove(entity.entity)
  for (const { route } of router.beside(compiled)) {
    const beside = read.entities.byId(mount.mount, route.path, entity.id)
    if (beside) write.entities.remove(beside.entity)
  }
  for (const link of links(write, entity)) removeNode(write, link, why)
  if (!node) return
  const companion = companionOf(read, node)
  if (companion) removeNode(write, companion, why)
  removeNode(write, node, why)
  staleIndex(write, read, node.parent)
}

/**
 * Another entity has become what this one was: where it stood, and where links led to it, a link leads to that one's file.
 *
 * @param why what is said of the names where the other one has no file
 */
export function replaceEntity(
  place: Place,
  compiled: Compiled<AnyDocuments>,
  entity: EntityRow,
  other: EntityRow | undefined,
  why: Problem,
): void {
  const { write, read } = place
  const node = documentNode(write, entity)
  const former = links(write, entity).filter(link => viewRole(read.nodes.node(link.parent)!) === undefined)
  dropEntity(place, compiled, entity, why)
  const target = other && documentNode(write, other)
  if (!target) return
  for (const { parent, name, hidden } of [...(node ? [node] : []), ...former])
    if (!read.nodes.child(parent, name)) addNode(write, { parent, name, hidden, ...linkTo(place, parent, target) })
}

/** The inode follows the issue; a symbolic link stays where it was. */
function moveNode(
  place: Place,
  compiled: Compiled<AnyDocuments>,
  node: Node,
  folder: Node,
  name: string,
  entity: EntityRow,
): Node {
  const { write, read } = place
  const companion = companionOf(read, node)
  const moved = write.nodes.rename(node.ino, folder.ino, clear(place, folder, name, entity), write.now)
  write.invalidate({ what: 'disappeared', parent: node.parent, name: node.name, ino: node.ino })
  write.invalidate({ what: 'appeared', parent: moved.parent, name: moved.name, ino: moved.ino })
  for (const parent of [node.parent, moved.parent]) {
    write.nodes.change(parent, { mtime: write.now }, write.now)
    staleIndex(write, read, parent)
  }
  if (companion) {
    const beside = write.nodes.rename(companion.ino, folder.ino, moved.name.replace(/\.md$/, ''), write.now)
    write.invalidate({ what: 'disappeared', parent: companion.parent, name: companion.name, ino: companion.ino })
    write.invalidate({ what: 'appeared', parent: beside.parent, name: beside.name, ino: beside.ino })
    buildCompanion(place, compiled, moved, entity)
    refreshCompanion(write, read, moved)
  }
  addNode(write, { parent: node.parent, name: node.name, ...linkTo(place, node.parent, moved) })
  for (const link of links(write, entity)) {
    const above = read.nodes.node(link.parent)
    if (above && viewRole(above) === 'one') leaveView(write, above, link)
    else aim(place, link, moved)
  }
  return moved
}

/** The document that stands at a path below the mount, and the folder it stands in as far as they are there. */
export function placeAt(
  read: StoreReader,
  mount: MountRow,
  path: string,
): { readonly folder: Node | undefined; readonly document: Node | undefined } {
  const names = path.split('/')
  let folder: Node | undefined = read.nodes.node(mount.root)
  for (const name of names.slice(0, -1)) folder = folder && folderNamed(read, folder.ino, name)
  const name = names.at(-1)!
  const found = [name, twinName(name)].map(each => folder && read.nodes.child(folder.ino, each))
  return { folder, document: found.find(node => node?.kind === 'document') }
}

/** Makes a name a link to where a document stands; it follows the document. @default it is in no listing */
export function addAlias(
  place: Place,
  parent: Node,
  name: string,
  document: Node,
  listed: 'listed' | 'hidden' = 'hidden',
): void {
  addNode(place.write, {
    parent: parent.ino,
    name,
    hidden: listed === 'hidden',
    ...linkTo(place, parent.ino, document),
  })
}

/** The symbolic links to an entity: where it was, and in views. */
function links(write: StoreWriter, entity: EntityRow): readonly Node[] {
  return write.nodes.ofEntity(entity.entity).filter(({ kind }) => kind === 'link')
}

/** Points a link at where its entity is now. */
function aim(place: Place, link: Node, moved: Node): void {
  const { detail, size } = linkTo(place, link.parent, moved)
  if (link.detail === detail) return
  place.write.nodes.change(link.ino, { detail, size }, place.write.now)
  place.write.invalidate({ what: 'content', ino: link.ino })
}

function linkTo({ write, read, mount }: Place, from: number, moved: Node) {
  const target = relativeTo(read, mount, from, moved)
  return {
    kind: 'link',
    state: 'ready',
    size: Buffer.byteLength(target),
    mtime: write.now,
    mount: mount.mount,
    entity: moved.entity!,
    detail: target,
  } as const
}

/** Makes room for `name`: a link or the file of an entity that has moved on gives way, a file of the kernel does not. */
function clear({ write, read }: Place, folder: Node, name: string, entity: EntityRow): string {
  const taken = read.nodes.child(folder.ino, name)
  if (!taken) return name
  if (taken.kind === 'generated' || taken.kind === 'folder') return twinName(name)
  if (taken.kind === 'document' && taken.entity !== undefined && taken.entity !== entity.entity) {
    askLater(write, read, taken.entity, name)
  }
  removeNode(write, taken)
  return name
}

/** Another issue has the path now: where is this one? Asked after a while, so that two with one path do not chase each other. */
function askLater(write: StoreWriter, read: StoreReader, id: number, name: string): void {
  const problem = { kind: 'conflict', sentence: `Another issue is "${name}" now.`, at: write.now } as const
  write.entities.want(id, true)
  write.entities.fail(id, problem, (read.entities.entity(id)?.failures ?? 0) + 1, write.now + collisionRest)
}

function relativeTo(read: StoreReader, mount: MountRow, from: number, to: Node): string {
  const path = (ino: number): string => {
    const node = read.nodes.node(ino)
    return !node || ino === mount.root || ino === 1 ? '/' : posix.join(path(node.parent), node.name)
  }
  return posix.relative(path(from), path(to.ino))
}
