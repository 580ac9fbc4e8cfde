import { SourceError } from '../source/error.ts'
import type { DocumentId, Ino, Node } from '../store/contract.ts'
import type { Store } from '../store/sqlite.ts'
import type { Demand } from '../tree/demand.ts'
import { type Attributes, attributesOf, isKnown, needsContent } from './attributes.ts'
import type { Entry, FileSystemStatistics, Handle, Vfs, VfsContext } from './contract.ts'
import { withDeadline } from './deadline.ts'
import { FileError } from './errno.ts'
import { createHotDocuments } from './hot-documents.ts'
import { isJunk } from './junk.ts'

export interface VfsOptions {
  readonly store: Store
  /** Who is asked for what the store does not have. */
  readonly demand: Demand
  /** How long a program waits for the tracker, in milliseconds. */
  readonly deadline: number
}

interface OpenFile extends Handle {
  readonly node: Node
  readonly document: DocumentId | undefined
}

/** The file side: reads the store, and asks the network side when something is missing. */
export function createVfs({ store, demand, deadline }: VfsOptions): Vfs {
  const { nodes, documents, progress } = store.read
  const hot = createHotDocuments(documents)

  function nodeOf(ino: Ino): Node {
    const node = nodes.node(ino)
    if (!node) throw new FileError('ENOENT', 'It is not there any more.')
    return node
  }

  /** The node with its text there, newest first, else the stored one, else the reason. */
  async function ready(node: Node, context: VfsContext | undefined): Promise<Node> {
    if (node.state === 'denied') throw new SourceError('denied', `"${node.name}" may not be read with this account.`)
    if (!needsContent(node)) return node
    try {
      await withDeadline(demand.content(node, context?.signal ?? never), deadline, context?.signal, `"${node.name}"`)
    } catch (thrown) {
      const stored = nodes.node(node.ino)
      if (stored?.document === undefined) throw thrown
      return stored
    }
    const fresh = nodeOf(node.ino)
    if (fresh.document === undefined)
      throw new SourceError('unexpected', `"${node.name}" could not be made; see "issuefs status".`)
    return fresh
  }

  async function child(parent: Node, name: string, context: VfsContext | undefined): Promise<Node> {
    const found = nodes.child(parent.ino, name)
    if (found) return found
    await withDeadline(demand.name(parent, name, context?.signal ?? never), deadline, context?.signal, `"${name}"`)
    const made = nodes.child(parent.ino, name)
    if (made) return made
    const absence = progress.absence(parent.ino, name)
    throw new SourceError('not-found', absence?.sentence ?? `There is no "${name}" here.`)
  }

  return {
    async lookup(parent, name, context) {
      const folder = folderOf(nodeOf(parent))
      if (isJunk(name)) throw new FileError('ENOENT', `There is no "${name}" here.`)
      if (name === '.') return attributesOf(folder)
      if (name === '..') return attributesOf(nodeOf(folder.parent === 0 ? folder.ino : folder.parent))
      demand.noticed(folder)
      return attributesOf(await ready(await child(folder, name, context), context))
    },
    getattr: async (ino, context) => attributesOf(await ready(nodeOf(ino), context)),
    async readdir(ino, cookie, limit, context) {
      const folder = folderOf(nodeOf(ino))
      demand.noticed(folder)
      if (folder.state !== 'ready') {
        await withDeadline(
          demand.listing(folder, context?.signal ?? never),
          deadline,
          context?.signal,
          `The listing of "${folder.name}"`,
        )
      }
      const entries: Entry[] = []
      if (cookie < 1 && entries.length < limit) entries.push(entry('.', folder, 1))
      if (cookie < 2 && entries.length < limit) entries.push(entry('..', nodes.node(folder.parent) ?? folder, 2))
      const left = limit - entries.length
      if (left <= 0) return entries
      for (const node of nodes.children(ino, Math.max(cookie - 1, 0), left))
        entries.push(entry(node.name, node, node.ino + 1))
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
      demand.noticed(node)
      const file = await ready(node, context)
      return { ino, size: file.size, node: file, document: file.document } satisfies OpenFile
    },
    async read(handle, offset, length, context) {
      const { node, document } = handle as OpenFile
      if (node.kind !== 'file') return hot.bytes(document!).subarray(offset, offset + length)
      if (offset >= node.size || length === 0) return new Uint8Array()
      return withDeadline(
        demand.bytes(node, offset, length, context?.signal ?? never),
        deadline,
        context?.signal,
        `"${node.name}" from byte ${offset} on`,
      )
    },
    release() {},
    statfs: createStatistics(store),
    onInvalidate: listener => store.onInvalidate(listener),
  }
}

const never = new AbortController().signal

function folderOf(node: Node): Node {
  if (node.kind !== 'folder') throw new FileError('ENOTDIR', `"${node.name}" is not a folder.`)
  return node
}

function entry(name: string, node: Node, cookie: number): Entry {
  const attributes: Attributes = attributesOf(node)
  return { name, ino: node.ino, kind: attributes.kind, cookie, ...(isKnown(node) ? { attributes } : {}) }
}

/** What is stored, counted anew at most every five seconds. */
function createStatistics(store: Store): () => FileSystemStatistics {
  const blockSize = 4096
  let counted = 0
  let statistics: FileSystemStatistics | undefined
  return () => {
    if (statistics && Date.now() - counted < 5000) return statistics
    counted = Date.now()
    const { files, bytes } = store.read.nodes.totals()
    statistics = { blockSize, blocks: Math.ceil(bytes / blockSize), files, longestName: 255 }
    return statistics
  }
}
