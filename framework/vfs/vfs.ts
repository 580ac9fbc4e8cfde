import { SourceError } from '../source/error.ts'
import type { Ino, Node } from '../store/contract.ts'
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

/** Bytes of the longest name. */
const longestName = 255

interface OpenFile extends Handle {
  readonly node: Node
  /** The text as it was when it was opened; absent for what streams. */
  readonly bytes: Uint8Array | undefined
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
    const found = nodes.child(parent.ino, name)
    if (found) return found
    await wait(signal => demand.name(parent, name, signal), context, `"${name}"`)
    const made = nodes.child(parent.ino, name)
    if (made) return made
    const absence = progress.absence(parent.ino, name)
    throw new SourceError('not-found', absence?.sentence ?? `There is no "${name}" here.`)
  }

  return {
    async lookup(parent, name, context) {
      const folder = folderOf(nodeOf(parent))
      if (Buffer.byteLength(name) > longestName) throw new FileError('ENAMETOOLONG', 'No name is so long.')
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
        await wait(signal => demand.listing(folder, signal), context, `The listing of "${folder.name}"`)
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
      if (node.kind === 'link') throw new FileError('ELOOP', `"${node.name}" is a symbolic link.`)
      demand.noticed(node)
      const file = await ready(node, context)
      const bytes = file.document === undefined ? undefined : hot.bytes(file.document)
      return { ino, size: bytes?.byteLength ?? file.size, node: file, bytes } satisfies OpenFile
    },
    async read(handle, offset, length, context) {
      const { node, bytes } = handle as OpenFile
      if (bytes) return bytes.subarray(offset, offset + length)
      if (offset >= node.size || length === 0) return new Uint8Array()
      return wait(
        signal => demand.bytes(node, offset, length, signal),
        context,
        `"${node.name}" from byte ${offset} on`,
      )
    },
    release() {},
    statfs: createStatistics(store),
    noticed(ino) {
      const node = nodes.node(ino)
      if (node) demand.noticed(node)
    },
    onInvalidate: listener => store.onInvalidate(listener),
  }
}

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
    statistics = { blockSize, blocks: Math.ceil(bytes / blockSize), files, longestName }
    return statistics
  }
}
