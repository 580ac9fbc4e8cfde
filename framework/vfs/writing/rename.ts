import type { Ino, Node } from '../../store/contract.ts'
import type { WriteContext } from '../contract.ts'
import { FileError } from '../errno.ts'
import { type Commits, purposeOf } from './commit.ts'
import { documentAt, visible, type Writing, writableFolder } from './context.ts'
import { checkName } from './create.ts'
import type { OpenFiles } from './open-files.ts'
import { isEmpty, removeScratch } from './remove.ts'
import { isScratchFolder } from './scratch.ts'
import { isScratchName } from './scratch-name.ts'

export interface Place {
  readonly parent: Ino
  readonly name: string
}

/** A move, and what is there before it. */
interface Move {
  readonly writing: Writing
  readonly files: OpenFiles
  readonly commits: Commits
  readonly from: Place
  readonly to: Place
  readonly node: Node
  /** What stands under the new name. */
  readonly target: Node | undefined
  readonly context: WriteContext | undefined
}

/** Gives a file another name; what is moved over a document is a save of it. */
export async function renameNode(
  writing: Writing,
  files: OpenFiles,
  commits: Commits,
  from: Place,
  to: Place,
  noReplace: boolean,
  context: WriteContext | undefined,
): Promise<void> {
  checkName(to.name)
  const node = visible(writing, from.parent, from.name)
  if (!node) throw new FileError('ENOENT', `There is no "${from.name}" here.`)
  writableFolder(writing, from.parent)
  writableFolder(writing, to.parent)
  const target = visible(writing, to.parent, to.name)
  if (target && noReplace) throw new FileError('EEXIST', `There is "${to.name}" already.`)
  if (from.parent === to.parent && from.name === to.name) return
  const move = { writing, files, commits, from, to, node, target, context }
  if (node.kind === 'folder') return moveFolder(move)
  if (target?.kind === 'folder') throw new FileError('EISDIR', `"${to.name}" is a folder.`)
  if (node.kind === 'scratch') return moveFile(move)
  if (node.kind === 'document') return moveDocument(move)
  throw new FileError('EPERM', `"${from.name}" can't be moved.`)
}

function moveFolder({ writing, from, to, node, target }: Move): void {
  if (!isScratchFolder(node)) throw new FileError('EPERM', `"${from.name}" is the tracker's folder, and stays.`)
  if (target?.kind !== undefined && target.kind !== 'folder')
    throw new FileError('ENOTDIR', `"${to.name}" is not a folder.`)
  for (let above: Node | undefined = writing.store.read.nodes.node(to.parent); above; ) {
    if (above.ino === node.ino) throw new FileError('EINVAL', `"${from.name}" can't be moved into itself.`)
    above = writing.store.read.nodes.node(above.parent)
  }
  if (target) {
    if (!isScratchFolder(target)) throw new FileError('EPERM', `"${to.name}" is the tracker's folder, and stays.`)
    if (!isEmpty(writing, target)) throw new FileError('ENOTEMPTY', `"${to.name}" is not empty.`)
    writing.scratch.remove(target)
  }
  writing.scratch.move(node.ino, to.parent, to.name)
}

/** A file of ours: over a document, over another one of ours, or to a name that is free. */
async function moveFile(move: Move): Promise<void> {
  const { writing, commits, from, to, node, target, context } = move
  const { names, store, scratch } = writing
  const away = names.away(to.parent, to.name)
  const document = away === undefined ? documentAt(writing, target) : store.read.nodes.node(away)
  if (document) return moveOver(move, document)
  if (target && target.kind !== 'scratch') throw new FileError('EPERM', `"${to.name}" can't be replaced.`)
  const text = textOf(writing, node)
  if (target) removeScratch(writing, target)
  const moved = scratch.move(node.ino, to.parent, to.name)
  const purpose = purposeOf(writing, store.read.nodes.node(to.parent)!, to.name)
  if (!purpose || (purpose === 'issues' && text.byteLength === 0)) return
  try {
    await commits.make(moved, text, context)
    finish(writing, moved.ino)
  } catch (thrown) {
    scratch.move(node.ino, from.parent, from.name)
    throw thrown
  }
}

async function moveOver({ writing, commits, to, node, context }: Move, document: Node): Promise<void> {
  if (!document.writable) throw new FileError('EPERM', `"${to.name}" can only be read.`)
  writing.names.takeBack(to.parent, to.name)
  try {
    await commits.save(document, textOf(writing, node), context)
  } catch (thrown) {
    // Whoever moved the document away first, as libfuse does with one that is open, left nothing in its place.
    writing.names.restore(to.parent, to.name)
    throw thrown
  }
  writing.aliases.set(node.ino, document.ino)
  const present = writing.store.read.nodes.node(node.ino)
  if (present) removeScratch(writing, present)
  finishDrafts(writing, node.ino)
  writing.names.restore(to.parent, to.name)
  writing.store.transaction(write => write.invalidate({ what: 'appeared', ...to, ino: document.ino }))
}

/** An editor keeps the old text beside: it is copied, and the document is away until it is made anew. */
function moveDocument({ writing, from, to, node, target }: Move): void {
  const { names, scratch, store, whiles } = writing
  const folder = store.read.nodes.node(to.parent)!
  const mayStay = node.writable && (target === undefined || target.kind === 'scratch') && !names.of(to.parent, to.name)
  const isBackup = isScratchName(to.name) || (isScratchFolder(folder) && folder.name.startsWith('.'))
  if (!mayStay || !isBackup)
    throw new FileError('EPERM', `"${from.name}" is an issue of the tracker, and keeps its name.`)
  const text = writing.stored(node)
  if (target) removeScratch(writing, target)
  const copy = scratch.make(folder, to.name, 'scratch')
  scratch.fill(copy.ino, text)
  names.takeAway(from.parent, from.name, node.ino, whiles.replacing)
}

/** What a file of ours has, as all who read it see it. */
function textOf(writing: Writing, file: Node): Uint8Array {
  return writing.drafts.of(file.ino)[0]?.content.bytes() ?? writing.stored(file)
}

/** A file that became something else: what was written is saved, and it goes with its last handle. */
function finish(writing: Writing, ino: Ino): void {
  const node = writing.store.read.nodes.node(ino)
  if (node?.kind === 'scratch' && !writing.store.read.nodes.node(node.parent)) removeScratch(writing, node)
  finishDrafts(writing, ino)
}

function finishDrafts({ drafts }: Writing, ino: Ino): void {
  for (const draft of drafts.of(ino)) {
    draft.handed = draft.saved = draft.written
    draft.opened = draft.content.bytes()
    drafts.note(draft)
  }
}
