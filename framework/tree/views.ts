import { escapeName, plainName, twinName } from '../path/name.ts'
import type { EntityId, EntityRow, MountRow, Node } from '../store/contract.ts'
import type { StoreReader } from '../store/reader.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { addNode, removeNode } from './folder.ts'
import { viewNames } from './view-names.ts'
import { viewDetail, viewRole, viewsDetail } from './view-role.ts'

/** `views/` of a mount: a folder per view, holding symbolic links to the files of the issues that its query finds. */

export const viewsName = 'views'

/** Whether a folder's node is the one of a view. The name may stand for a twin of another one's. */
export function isViewNamed(node: Node, name: string): boolean {
  return plainName(node.name) === escapeName(name)
}

/** Makes the folders of the views that there are, and removes those of others; without any, `views/` itself. */
export function plantViews(write: StoreWriter, read: StoreReader, mount: MountRow, names: readonly string[]): void {
  const present = viewsFolder(write, mount)
  if (names.length === 0) {
    if (present) removeNode(write, present)
    return
  }
  const folder = present ?? addViewsFolder(write, read, mount)
  const views = write.nodes.everyChild(folder.ino)
  for (const view of views) if (!names.some(name => isViewNamed(view, name))) removeNode(write, view)
  for (const name of names) {
    if (views.some(view => isViewNamed(view, name))) continue
    const common = { kind: 'folder', mtime: write.now, mount: mount.mount, detail: viewDetail } as const
    addNode(write, { ...common, parent: folder.ino, name: escapeName(name) })
  }
}

/** The folders of a mount's views. */
export function viewFolders(write: StoreWriter, mount: MountRow): readonly Node[] {
  const folder = viewsFolder(write, mount)
  return folder ? write.nodes.everyChild(folder.ino) : []
}

function viewsFolder(write: StoreWriter, mount: MountRow): Node | undefined {
  return write.nodes.everyChild(mount.root).find(node => viewRole(node) === 'all' && node.mount === mount.mount)
}

/** A folder of the tracker that has the name already gives way. */
function addViewsFolder(write: StoreWriter, read: StoreReader, mount: MountRow): Node {
  const taken = read.nodes.child(mount.root, viewsName)
  if (taken) {
    const moved = write.nodes.rename(taken.ino, taken.parent, twinName(viewsName), write.now)
    write.invalidate({ what: 'disappeared', parent: taken.parent, name: taken.name, ino: taken.ino })
    write.invalidate({ what: 'appeared', parent: moved.parent, name: moved.name, ino: moved.ino })
  }
  return addNode(write, {
    parent: mount.root,
    hidden: true,
    name: viewsName,
    kind: 'folder',
    state: 'ready',
    mtime: write.now,
    mount: mount.mount,
    detail: viewsDetail,
  })
}

/** An issue that a view shows. */
export interface Shown {
  readonly entity: EntityRow
  readonly document: Node
}

/**
 * Makes a view's links those of the issues it shows; the others go, and those that stay keep their inodes.
 * Gives the entities that have left it.
 */
export function linkView(
  write: StoreWriter,
  read: StoreReader,
  mount: MountRow,
  view: Node,
  shown: readonly Shown[],
): readonly EntityId[] {
  const paths = new Map(shown.map(each => [pathTo(read, mount, each.document), each]))
  const names = viewNames([...paths.keys()])
  const wanted = new Map([...paths].map(([path, { entity }]) => [entity.entity, { path, name: names.get(path)! }]))
  const kept = new Set<EntityId>()
  const left: EntityId[] = []
  for (const link of write.nodes.everyChild(view.ino)) {
    const found = link.entity === undefined ? undefined : wanted.get(link.entity)
    if (found && plainName(link.name) === found.name && link.detail === targetOf(found.path)) {
      kept.add(link.entity!)
      continue
    }
    removeNode(write, link)
    if (!found && link.entity !== undefined) left.push(link.entity)
  }
  for (const [entity, { path, name }] of wanted) {
    if (kept.has(entity)) continue
    const target = targetOf(path)
    addNode(write, {
      parent: view.ino,
      name,
      kind: 'link',
      state: 'ready',
      size: Buffer.byteLength(target),
      mtime: paths.get(path)!.entity.modified || write.now,
      mount: mount.mount,
      entity,
      detail: target,
    })
  }
  return left
}

/** Takes an issue that has moved out of a view; the view is read again when it is entered next. */
export function leaveView(write: StoreWriter, view: Node, link: Node): void {
  removeNode(write, link)
  if (view.state === 'ready') write.nodes.change(view.ino, { state: 'stale' }, write.now)
}

/** From `views/NAME/` to a path below the mount. */
function targetOf(path: string): string {
  return `../../${path}`
}

/** With its name as it stands in the folder, which may be a twin's. */
function pathTo(read: StoreReader, mount: MountRow, node: Node): string {
  const names: string[] = [node.name]
  for (let at = node.parent; at !== mount.root; ) {
    const folder = read.nodes.node(at)!
    names.unshift(folder.name)
    at = folder.parent
  }
  return names.join('/')
}
