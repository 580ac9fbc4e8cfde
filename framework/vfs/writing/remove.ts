import type { Ino, Node } from '../../store/contract.ts'
import type { WriteContext } from '../contract.ts'
import { FileError } from '../errno.ts'
import { documentAt, saveContext, visible, type Writing, writableFolder } from './context.ts'
import { isReplacer } from './processes.ts'
import { isScratchFolder } from './scratch.ts'

/** Removes a file of ours, or takes a document away; its deletion is on disk when this resolves. */
export async function removeFile(
  writing: Writing,
  parent: Ino,
  name: string,
  context: WriteContext | undefined,
): Promise<void> {
  const node = present(writing, parent, name)
  if (node.kind === 'folder') throw new FileError('EISDIR', `"${name}" is a folder.`)
  writableFolder(writing, parent)
  if (node.kind === 'scratch') return removeScratch(writing, node)
  const document = documentAt(writing, node)
  if (document?.kind !== 'document' || !document.writable) throw new FileError('EPERM', `"${name}" can't be removed.`)
  const { names, whiles, edits } = writing
  if (isReplacer(context?.pid)) return names.takeAway(parent, name, document.ino, whiles.replacing)
  const reason = node.kind === 'link' ? `Remove "${document.name}" instead.` : edits.mayRemove(node)?.message
  if (reason !== undefined) throw new FileError('EPERM', reason)
  const removal = await edits.remove(document, saveContext(context))
  if (names.away(parent, name) === undefined)
    return names.takeAway(parent, name, document.ino, whiles.removing, removal)
  // Another program was faster.
  removal.takeBack()
  throw new FileError('ENOENT', `There is no "${name}" here.`)
}

export function removeFolder(writing: Writing, parent: Ino, name: string): void {
  const node = present(writing, parent, name)
  if (node.kind !== 'folder') throw new FileError('ENOTDIR', `"${name}" is not a folder.`)
  writableFolder(writing, parent)
  if (!isScratchFolder(node)) throw new FileError('EPERM', `"${name}" is the tracker's folder, and can't be removed.`)
  if (!isEmpty(writing, node)) throw new FileError('ENOTEMPTY', `"${name}" is not empty.`)
  writing.scratch.remove(node)
}

export function isEmpty({ store }: Writing, folder: Node): boolean {
  return !store.read.nodes.exceeds(folder.ino, 0)
}

/** A file of ours loses its name; it goes when nobody has it open any more. */
export function removeScratch({ drafts, scratch }: Writing, file: Node): void {
  if (drafts.of(file.ino).length > 0) scratch.unname(file, false)
  else scratch.remove(file)
}

function present(writing: Writing, parent: Ino, name: string): Node {
  const node = visible(writing, parent, name)
  if (!node) throw new FileError('ENOENT', `There is no "${name}" here.`)
  return node
}
