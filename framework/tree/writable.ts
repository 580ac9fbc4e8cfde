import { type Compiled, isWritable, type Router } from '../path/router.ts'
import type { AnyDocuments } from '../source/route.ts'
import type { MountRow, Node } from '../store/contract.ts'
import { rootIno } from '../store/contract.ts'
import type { StoreReader } from '../store/reader.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { buildCompanion, documentBeside } from './companion.ts'
import { isTrackers, pathBelow } from './folder.ts'
import { allowedDetail, allowedName, templateDetail } from './writing-files.ts'

export interface WritableContext {
  readonly write: StoreWriter
  readonly read: StoreReader
  readonly mount: MountRow
  readonly router: Router
  /** Whether programs may write. */
  readonly writes: boolean
}

/**
 * Brings what the nodes of a mount say of being writable in line with how it is mounted now. A mount that can only be read,
 * and could only be read before, is left alone.
 */
export function settleWritable(context: WritableContext): void {
  const { write, read, mount, router, writes } = context
  if (!writes && !read.nodes.hasWritable(mount.mount)) return
  for (const { route } of router.documents)
    write.nodes.setWritable(mount.mount, route.path, writes && isWritable(route))
  const root = read.nodes.node(mount.root)
  if (root) settleFolder(context, root)
  for (const companion of write.nodes.companions(mount.mount)) settleCompanion(context, companion)
  write.nodes.spoil(mount.mount, [allowedDetail, templateDetail, 'readme'])
}

function settleFolder(context: WritableContext, folder: Node): void {
  const { write, read, mount, router, writes } = context
  const writable = writes && router.writableFolder(pathBelow(read, mount, folder.ino))
  if (folder.ino !== rootIno || folder.mount === undefined || folder.mount === mount.mount)
    write.nodes.change(folder.ino, { writable }, write.now)
  for (const child of read.nodes.folders(folder.ino)) if (isTrackers(child)) settleFolder(context, child)
}

/** The folder beside a document has other files when it can be written. */
function settleCompanion(context: WritableContext, folder: Node): void {
  const { read, router, writes } = context
  const document = documentBeside(read, folder.parent, folder.name)
  const entity = document?.entity === undefined ? undefined : read.entities.entity(document.entity)
  const compiled: Compiled<AnyDocuments> | undefined = entity && router.route(entity.route)
  if (!document || !entity || !compiled) return
  const isSo = read.nodes.child(folder.ino, allowedName) !== undefined
  if (isSo !== (writes && compiled.route.write !== undefined)) buildCompanion(context, compiled, document, entity)
}
