import type { Ino, Node } from '../../store/contract.ts'
import type { Store } from '../../store/sqlite.ts'
import type { Edits, SaveContext, WriteContext } from '../contract.ts'
import { FileError } from '../errno.ts'
import type { Aliases } from './aliases.ts'
import { createDraft, type Draft } from './draft.ts'
import type { Drafts } from './drafts.ts'
import type { Names } from './names.ts'
import type { Scratch } from './scratch.ts'

/** How long things wait, milliseconds. */
export interface Whiles {
  /** A document that a program has taken away in order to make it anew. */
  readonly replacing: number
  /** A document that was removed, before the tracker is told. */
  readonly removing: number
  /** A text that was only emptied, for whoever opens it to write on. */
  readonly cutting: number
  /** For the kernel to say which processes have a file open: it waits where one of them waits for our answer. */
  readonly asking: number
}

export const defaultWhiles: Whiles = { replacing: 10_000, removing: 2000, cutting: 1000, asking: 2000 }

/** Most bytes of a document, and of any other file: they are kept in memory while they are written. */
const most = { document: 32 * 1024 ** 2, file: 100 * 1024 ** 2 } as const

/** What the operations that write are made with. */
export interface Writing {
  readonly store: Store
  readonly edits: Edits
  readonly whiles: Whiles
  readonly drafts: Drafts
  readonly names: Names
  readonly scratch: Scratch
  readonly aliases: Aliases
  /** The node with its text there. */
  ready(node: Node, context: WriteContext | undefined): Promise<Node>
  /** What is stored of a file. */
  stored(node: Node): Uint8Array
}

/** A draft that begins with what is stored. */
export function beginDraft(writing: Writing, file: Node, context: WriteContext | undefined): Draft {
  const shared = file.kind === 'scratch'
  const limit = shared ? most.file : most.document
  return createDraft({ ino: file.ino, pid: context?.pid, shared, text: writing.stored(file), most: limit })
}

/** What is under a name, as programs see it. */
export function visible({ store, names }: Writing, parent: Ino, name: string): Node | undefined {
  const override = names.of(parent, name)
  if (!override) return store.read.nodes.child(parent, name)
  return override.shows === undefined ? undefined : store.read.nodes.node(override.shows)
}

/** @throws FileError ENOENT */
export function nodeOf({ store, aliases }: Writing, ino: Ino): Node {
  const node = store.read.nodes.node(aliases.of(ino))
  if (!node) throw new FileError('ENOENT', 'It is not there any more.')
  return node
}

/** A folder in which programs may write. @throws FileError */
export function writableFolder(writing: Writing, ino: Ino): Node {
  const node = nodeOf(writing, ino)
  if (node.kind !== 'folder') throw new FileError('ENOTDIR', `"${node.name}" is not a folder.`)
  if (!node.writable) throw new FileError('EPERM', `Nothing can be made, moved or removed in "${node.name || '/'}".`)
  return node
}

/** The document that a name stands for, also through the symbolic link that a new issue left. */
export function documentAt({ store }: Writing, node: Node | undefined): Node | undefined {
  let at = node
  for (let links = 0; at?.kind === 'link' && links < 8; links++) {
    let below: Node | undefined = store.read.nodes.node(at.parent)
    for (const name of at.detail.split('/')) {
      if (!below || name === '.' || name === '') continue
      below = name === '..' ? store.read.nodes.node(below.parent) : store.read.nodes.child(below.ino, name)
    }
    at = below
  }
  return at?.kind === 'document' || at?.kind === 'generated' ? at : undefined
}

/** A request that has to wait for its turn. */
export type Asking = WriteContext & Pick<SaveContext, 'asked'>

/** What is said along with a save. */
export function saveContext(context: Asking | undefined, draft?: Draft): SaveContext {
  return {
    signal: context?.signal ?? new AbortController().signal,
    pid: context?.pid,
    asked: context?.asked,
    opened: draft?.opened,
  }
}
