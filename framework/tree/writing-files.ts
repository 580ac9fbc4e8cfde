import type { AnyDocuments } from '../source/route.ts'
import type { EntityRow, Ino, MountRow, Node } from '../store/contract.ts'
import type { StoreReader } from '../store/reader.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { addNode, removeNode } from './folder.ts'

/** The files that only a mount has that can be written. */

/** Beside a document: the values that may be written, and a file to append a comment to. */
export const allowedName = 'allowed.md'
export const commentName = 'comment'
/** In a folder: the template of a new issue. */
export const templateName = '.new.md'

/** In `Node.detail`. */
export const allowedDetail = 'allowed'
export const commentDetail = 'comment'
export const templateDetail = 'new'

export interface WritingFilesContext {
  readonly write: StoreWriter
  readonly read: StoreReader
  readonly mount: MountRow
  readonly writes: boolean
}

/** Adds `allowed.md` and `comment` to the folder beside a document, or takes them away. */
export function addWritingFiles(
  context: WritingFilesContext,
  folder: Node,
  { write: can }: AnyDocuments,
  entity: EntityRow,
): void {
  const { write, writes } = context
  const common = { parent: folder.ino, kind: 'generated', mtime: write.now, entity: entity.entity } as const
  set(context, { ...common, name: allowedName, detail: allowedDetail }, writes && can !== undefined)
  const comments = writes && can?.comment !== undefined
  set(context, { ...common, name: commentName, detail: commentDetail, writable: true }, comments)
}

/** The template of a new issue in a folder; it is in no listing. */
export function addTemplate({ write, mount }: Omit<WritingFilesContext, 'read'>, folder: Ino): Node {
  return addNode(write, {
    parent: folder,
    name: templateName,
    kind: 'generated',
    hidden: true,
    mtime: write.now,
    mount: mount.mount,
    detail: templateDetail,
  })
}

function set({ write, read, mount }: WritingFilesContext, node: Parameters<typeof addNode>[1], wanted: boolean): void {
  const present = read.nodes.child(node.parent, node.name)
  if (wanted && !present) addNode(write, { ...node, mount: mount.mount })
  else if (!wanted && present?.kind === 'generated' && present.detail === node.detail) removeNode(write, present)
}
