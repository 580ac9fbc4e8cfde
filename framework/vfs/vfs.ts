import { SourceError } from '../source/error.ts'
import type { Ino, Node } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
import type { Demand } from '../tree/demand.ts'
import { attributesOf, isKnown, needsContent } from './attributes.ts'
import type { Edits, Entry, Handle, Vfs, VfsContext } from './contract.ts'
import { withDeadline } from './deadline.ts'
import { FileError } from './errno.ts'
import { createHotDocuments } from './hot-documents.ts'
import { isJunk } from './junk.ts'
import { createStatistics, longestName } from './statistics.ts'
import type { Whiles } from './writing/context.ts'
import { isScratchFolder } from './writing/scratch.ts'
import { isScratchName } from './writing/scratch-name.ts'
import { createVfsWrite, type Shown } from './writing/write.ts'

export interface VfsOptions {
  readonly store: Store
  /** Who is asked for what the store does not have. */
  readonly demand: Demand
  /** How long a program waits for the tracker, in milliseconds. */
  readonly deadline: number
  /** Where saves go. @default the tree can only be read */
  readonly edits?: Edits
  /** How long files that are away stay away, for tests. */
  readonly whiles?: Partial<Whiles>
}

interface OpenFile extends Handle {
  readonly node: Node
  /** The text as it was when it was opened; absent for what streams. */
  readonly bytes: Uint8Array | undefined
}

/** The file side: reads the store, and asks the network side when something is missing. */
export function createVfs({ store, demand, deadline, edits, whiles = {} }: VfsOptions): Vfs {
  const { nodes, documents, progress } = store.read
  const hot = createHotDocuments(documents)
  const writing =
    edits &&
    createVfsWrite({
      store,
      edits,
      whiles,
      ready,
      stored: node => (node.document === undefined ? new Uint8Array() : hot.bytes(node.document)),
    })
  const shown = writing?.shown ?? asStored

  function nodeOf(ino: Ino): Node {
    const node = nodes.node(shown.inode(ino))
    if (!node) throw new FileError('ENOENT', 'It is not there any more.')
    return node
  }

  /** Waits for the tracker as long as the deadline and the program allow; the work goes on for those who come later. */
  function wait<T>(
    work: (signal: AbortSignal) => Promise<T>,
    context: VfsContext | undefined,
    what: string,
  ): Promise<T> {
    const signal = context?.signal ?? new AbortController().signal
    if (signal.aborted) return Promise.reject(new SourceError('cancelled', `${what} was no longer wanted.`))
    return withDeadline(work(signal), deadline, signal, what)
  }

  /** The node with its text there, newest first, else the stored one, else the reason. */
  async function ready(node: Node, context: VfsContext | undefined): Promise<Node> {
    if (node.state === 'denied') throw new SourceError('denied', `"${node.name}" may not be read with this account.`)
    if (!needsContent(node)) return node
    try {
      await wait(signal => demand.content(node, signal), context, `"${node.name}"`)
    } catch (thrown) {
      const stored = nodes.node(node.ino)
      if (stored?.document === undefined || context?.signal?.aborted) throw thrown
      return stored
    }
    const fresh = nodeOf(node.ino)
    if (fresh.document === undefined)
      throw new SourceError('unexpected', `"${node.name}" could not be made; see "issuefs status".`)
    return fresh
  }

  async function child(parent: Node, name: string, context: VfsContext | undefined): Promise<Node> {
    const override = shown.name(parent.ino, name)
    const ino = override?.shows
    const found = override ? ino && nodes.node(ino) : nodes.child(parent.ino, name)
    if (found) return found
    if (override || isJunk(name) || isScratchFolder(parent) || (writing && isScratchName(name.replace(/^\./, ''))))
      throw new FileError('ENOENT', `There is no "${name}" here.`)
    await wait(signal => demand.name(parent, name, signal), context, `"${name}"`)
    const made = nodes.child(parent.ino, name)
    if (made) return made
    const absence = progress.absence(parent.ino, name)
    throw new SourceError('not-found', absence?.sentence ?? `There is no "${name}" here.`)
  }

  function entry(name: string, node: Node, cookie: number, context: VfsContext | undefined): Entry {
    const attributes = shown.attributes(node, context)
    return { name, ino: node.ino, kind: attributes.kind, cookie, ...(isKnown(node) ? { attributes } : {}) }
  }

  return {
    async lookup(parent, name, context) {
      const folder = folderOf(nodeOf(parent))
      if (Buffer.byteLength(name) > longestName) throw new FileError('ENAMETOOLONG', 'No name is so long.')
      if (name === '.') return shown.attributes(folder, context)
      if (name === '..') return shown.attributes(nodeOf(folder.parent === 0 ? folder.ino : folder.parent), context)
      if (!isJunk(name)) demand.noticed(folder)
      return shown.attributes(await ready(await child(folder, name, context), context), context)
    },
    getattr: async (ino, context) => shown.attributes(await ready(nodeOf(ino), context), context),
    async readdir(ino, cookie, limit, context) {
      const folder = folderOf(nodeOf(ino))
      demand.noticed(folder)
      if (folder.state !== 'ready') {
        await wait(signal => demand.listing(folder, signal), context, `The listing of "${folder.name}"`)
      }
      const entries: Entry[] = []
      if (cookie < 1 && entries.length < limit) entries.push(entry('.', folder, 1, context))
      if (cookie < 2 && entries.length < limit)
        entries.push(entry('..', nodes.node(folder.parent) ?? folder, 2, context))
      let after = Math.max(cookie - 1, 0)
      while (entries.length < limit) {
        const page = nodes.children(ino, after, limit - entries.length)
        for (const node of page)
          if (!shown.name(ino, node.name)) entries.push(entry(node.name, node, node.ino + 1, context))
        if (page.length === 0) break
        after = page.at(-1)!.ino
      }
      return entries
    },
    async readlink(ino) {
      const node = nodeOf(ino)
      if (node.kind !== 'link') throw new FileError('EINVAL', `"${node.name}" is not a symbolic link.`)
      return node.detail
    },
    async open(ino, context) {
      const node = nodeOf(ino)
      if (node.kind === 'folder') throw new FileError('EISDIR', `"${node.name}" is a folder.`)
      if (node.kind === 'link') throw new FileError('ELOOP', `"${node.name}" is a symbolic link.`)
      const draft = shown.open(ino, context)
      if (draft) return draft
      demand.noticed(node)
      const file = await ready(node, context)
      const bytes = file.document === undefined ? undefined : hot.bytes(file.document)
      return { ino, size: bytes?.byteLength ?? file.size, node: file, bytes } satisfies OpenFile
    },
    async read(handle, offset, length, context) {
      const written = shown.read(handle, offset, length)
      if (written) return written
      const { node, bytes } = handle as OpenFile
      if (bytes) return bytes.subarray(offset, offset + length)
      if (offset >= node.size || length === 0) return new Uint8Array()
      return wait(
        signal => demand.bytes(node, offset, length, signal),
        context,
        `"${node.name}" from byte ${offset} on`,
      )
    },
    release: shown.release,
    statfs: createStatistics(store, edits !== undefined),
    noticed(ino) {
      const node = nodes.node(ino)
      if (node) demand.noticed(node)
    },
    onInvalidate: listener => store.onInvalidate(listener),
    ...(writing ? { write: writing.write } : {}),
  }
}

/** What is shown when nothing is written. */
const asStored: Shown = {
  inode: ino => ino,
  name: () => undefined,
  attributes: node => attributesOf(node),
  open: () => undefined,
  read: () => undefined,
  release() {},
}

function folderOf(node: Node): Node {
  if (node.kind !== 'folder') throw new FileError('ENOTDIR', `"${node.name}" is not a folder.`)
  return node
}
