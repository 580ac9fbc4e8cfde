import type { Ino, Node } from '../../store/contract.ts'
import type { Store } from '../../store/sqlite.ts'
import { type Attributes, attributesOf } from '../attributes.ts'
import type { Edits, Handle, VfsContext, VfsWrite } from '../contract.ts'
import { createAliases } from './aliases.ts'
import { createCommits } from './commit.ts'
import { defaultWhiles, nodeOf, type Whiles, type Writing } from './context.ts'
import { createFile, makeFolder } from './create.ts'
import { createDrafts } from './drafts.ts'
import { createHeld } from './held.ts'
import { createNames } from './names.ts'
import { createOpenFiles, isDraftHandle } from './open-files.ts'
import { removeFile, removeFolder } from './remove.ts'
import { renameNode } from './rename.ts'
import { createScratch } from './scratch.ts'
import { setAttributes } from './set-attributes.ts'

export interface WriteOptions {
  readonly store: Store
  readonly edits: Edits
  readonly whiles?: Partial<Whiles>
  ready: Writing['ready']
  stored: Writing['stored']
}

/** What those who read see of what is being written. */
export interface Shown {
  /** The inode that stands for one. */
  inode(ino: Ino): Ino
  /** `undefined`: as the store says. `{ shows: undefined }`: not there. */
  name(parent: Ino, name: string): { readonly shows: Ino | undefined } | undefined
  /** What a process sees of a node. */
  attributes(node: Node, context: VfsContext | undefined): Attributes
  /** A handle to read what a process sees of a file that is being written. */
  open(ino: Ino, context: VfsContext | undefined): Handle | undefined
  /** `undefined` when the handle is not one of ours. */
  read(handle: Handle, offset: number, length: number): Uint8Array | undefined
  release(handle: Handle): void
}

/** The writing half, and what it shows to the reading half. */
export function createVfsWrite(options: WriteOptions): { readonly write: VfsWrite; readonly shown: Shown } {
  const { store } = options
  const held = createHeld()
  const writing: Writing = {
    store,
    edits: options.edits,
    whiles: { ...defaultWhiles, ...options.whiles },
    drafts: createDrafts(store, held),
    names: createNames(store, held, options.edits.report),
    scratch: createScratch(store),
    aliases: createAliases(held),
    ready: options.ready,
    stored: options.stored,
  }
  const commits = createCommits(writing)
  const files = createOpenFiles(writing, commits)

  function attributes(node: Node, context: VfsContext | undefined): Attributes {
    const stored = attributesOf(node, true)
    const draft = held.has(node.ino) ? writing.drafts.seenBy(context?.pid, node.ino) : undefined
    if (!draft || (draft.emptiedByOpening && !draft.shared)) return stored
    return { ...stored, size: draft.content.size, mtime: draft.touched, ctime: draft.touched }
  }

  const write: VfsWrite = {
    async setattr(ino, change, handle, context) {
      return attributes(await setAttributes(writing, commits, ino, change, handle, context), context)
    },
    open: files.open,
    async create(parent, name, how, context) {
      const { ino, handle } = await createFile(writing, files, parent, name, how, context)
      return { attributes: attributes(nodeOf(writing, ino), context), handle }
    },
    write: async (handle, offset, bytes) => files.write(handle, offset, bytes),
    flush: files.flush,
    giveUp: files.giveUp,
    fsync: files.fsync,
    rename: (from, to, { noReplace }, context) => renameNode(writing, files, commits, from, to, noReplace, context),
    unlink: async (parent, name, context?: VfsContext) => removeFile(writing, parent, name, context),
    mkdir: async (parent, name) => attributes(makeFolder(writing, parent, name), undefined),
    rmdir: async (parent, name) => removeFolder(writing, parent, name),
    isHeld: held.has,
    onHeld: held.listen,
    async settle() {
      await files.settle()
      await writing.drafts.recall()
      await writing.names.settle()
      await commits.settle()
    },
  }

  return {
    write,
    shown: {
      inode: writing.aliases.of,
      name: writing.names.of,
      attributes,
      open: files.openToRead,
      read: (handle, offset, length) => (isDraftHandle(handle) ? handle.draft.content.read(offset, length) : undefined),
      release: handle => void (isDraftHandle(handle) && files.release(handle)),
    },
  }
}
