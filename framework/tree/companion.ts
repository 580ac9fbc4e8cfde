import { escapeName } from '../path/name.ts'
import type { Compiled, Router } from '../path/router.ts'
import type { AnyFiles } from '../source/route.ts'
import type { EntityRow, MountRow, Node } from '../store/contract.ts'
import type { StoreReader } from '../store/reader.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { addNode, removeNode } from './folder.ts'
import { addWritingFiles } from './writing-files.ts'

/**
 * The folder beside a document, `PROJ-1/` of `PROJ-1.md`: history, attachments and what the tracker answered.
 * It resolves by name, is in no listing, and is made when somebody first asks for it.
 */

/** The folder beside a document, when it has been made. */
export function companionOf(read: StoreReader, document: Node): Node | undefined {
  if (!document.name.endsWith('.md')) return undefined
  const found = read.nodes.child(document.parent, document.name.slice(0, -3))
  return found?.kind === 'folder' && found.entity === document.entity ? found : undefined
}

/** The document that a name would be the folder of. */
export function documentBeside(read: StoreReader, parent: number, name: string): Node | undefined {
  const found = read.nodes.child(parent, `${name}.md`)
  return found?.kind === 'document' && found.entity !== undefined ? found : undefined
}

export interface CompanionContext {
  readonly write: StoreWriter
  readonly read: StoreReader
  readonly mount: MountRow
  readonly router: Router
  /** Whether programs may write. */
  readonly writes: boolean
}

/** Makes the folder beside a document, or brings it up to date with the entity. */
export function buildCompanion(context: CompanionContext, compiled: Compiled, document: Node, entity: EntityRow): Node {
  const { write, read, mount, router } = context
  const common = { mtime: document.mtime, mount: mount.mount, entity: entity.entity } as const
  const folder =
    companionOf(read, document) ??
    addNode(write, {
      ...common,
      parent: document.parent,
      name: document.name.slice(0, -3),
      kind: 'folder',
      state: 'ready',
      hidden: true,
    })
  if (!read.nodes.child(folder.ino, 'raw.json')) {
    addNode(write, { ...common, parent: folder.ino, name: 'raw.json', kind: 'generated', detail: 'raw' })
  }
  if (compiled.route.kind === 'documents') addWritingFiles(context, folder, compiled.route, entity)
  for (const beside of router.beside(compiled)) {
    const below = beside.route.path.slice(compiled.companion!.length + 1).split('/')
    if (beside.route.kind === 'documents') addBeside(context, folder, beside.route.path, below[0]!, entity)
    else if (entity.body) addFiles(context, folder, beside.route, below[0]!, entity)
  }
  return folder
}

/** Brings what stands beside a document up to date, when it has been made: its entity has changed. */
export function updateCompanion(
  context: CompanionContext,
  compiled: Compiled,
  document: Node,
  entity: EntityRow,
): void {
  if (!companionOf(context.read, document)) return
  buildCompanion(context, compiled, document, entity)
  refreshCompanion(context.write, context.read, document)
}

/** Marks what stands beside a document as out of date. */
export function refreshCompanion(write: StoreWriter, read: StoreReader, document: Node): void {
  const folder = companionOf(read, document)
  if (!folder) return
  for (const child of write.nodes.everyChild(folder.ino)) {
    if (child.state !== 'ready' || (child.kind !== 'generated' && child.kind !== 'document')) continue
    write.nodes.change(child.ino, { state: 'stale' }, write.now)
    write.invalidate({ what: 'content', ino: child.ino })
  }
}

/** A document of its own, such as `history.md`: fetched when it is read. */
function addBeside(
  { write, read, mount }: CompanionContext,
  folder: Node,
  route: string,
  name: string,
  entity: EntityRow,
): void {
  const known = read.entities.byId(mount.mount, route, entity.id)
  const present = read.nodes.child(folder.ino, name)
  if (present && JSON.stringify(known?.key) === JSON.stringify(entity.key)) return
  const beside = write.entities.put(
    { mount: mount.mount, route, id: entity.id, key: entity.key, wanted: false },
    write.now,
  )
  if (present) return
  addNode(write, {
    parent: folder.ino,
    name,
    kind: 'document',
    mtime: entity.modified || write.now,
    entity: beside.entity,
    mount: mount.mount,
    detail: 'on-demand',
  })
}

/** What the source says of its files. A source that throws keeps the rest of the folder going. */
function filesOf({ write }: CompanionContext, folder: Node, route: AnyFiles, name: string, body: string) {
  try {
    return route.of(JSON.parse(body))
  } catch (thrown) {
    const sentence = `The source could not say which files there are: ${thrown instanceof Error ? thrown.message : String(thrown)}`
    write.progress.setAbsence(folder.ino, name, { kind: 'unexpected', sentence, at: write.now })
    return []
  }
}

function addFiles(context: CompanionContext, folder: Node, route: AnyFiles, name: string, entity: EntityRow): void {
  const { write, read, mount } = context
  const files = filesOf(context, folder, route, name, entity.body!)
  const present = read.nodes.child(folder.ino, name)
  const writable = context.writes && route.create !== undefined
  if (files.length === 0 && !writable) {
    if (present) removeNode(write, present)
    return
  }
  const common = { mount: mount.mount, entity: entity.entity, mtime: entity.modified || write.now } as const
  const place =
    present ??
    addNode(write, { ...common, parent: folder.ino, name, kind: 'folder', state: 'ready', detail: route.path })
  write.nodes.change(place.ino, { writable }, write.now)
  const names = new Set(files.map(file => escapeName(file.name)))
  for (const child of write.nodes.everyChild(place.ino))
    if (!names.has(child.name) && child.kind === 'file') removeNode(write, child)
  for (const file of files) {
    const detail = JSON.stringify({ ...file, route: route.path })
    const known = read.nodes.child(place.ino, escapeName(file.name))
    if (known?.detail === detail) continue
    if (known) removeNode(write, known)
    const modified = Date.parse(file.modified ?? '')
    addNode(write, {
      ...common,
      parent: place.ino,
      name: escapeName(file.name),
      kind: 'file',
      state: 'ready',
      size: file.size,
      mtime: Number.isNaN(modified) ? common.mtime : modified,
      detail,
    })
  }
}
