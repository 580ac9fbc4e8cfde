import { type Node, rootIno } from '../../../store/contract.ts'
import { attributesOf, isKnown } from '../../../vfs/attributes.ts'
import { setEntry } from '../attributes.ts'
import type { Context, Operation, Outcome } from '../context.ts'
import { beginPage, type DirectoryPage } from '../directory-page.ts'
import { presentVersion } from '../node-id.ts'
import { layout } from '../protocol.ts'
import type { Reply } from '../reply.ts'
import { nodeOf, type Request, wideAt, wordAt } from '../request.ts'
import { longValidity } from '../validity.ts'

/** Names and kinds of a folder's entries. */
export const readdir: Operation = (request, reply, context) => list(request, reply, context, false)

/** The same with attributes where they are known and the folder is not too large: then `stat` asks nothing more. */
export const readdirplus: Operation = (request, reply, context) => list(request, reply, context, true)

function list(request: Request, reply: Reply, context: Context, plus: boolean): Outcome {
  const ino = nodeOf(request)
  const cookie = wideAt(request, layout.fuse_read_in.offset)
  const size = wordAt(request, layout.fuse_read_in.bytes)
  if (context.isHeld(ino)) return 'ask'
  const folder = context.read.nodes.node(ino)
  if (!folder) return 'ENOENT'
  if (folder.kind !== 'folder') return 'ENOTDIR'
  if (cookie === 0) context.noticed(folder)
  if (folder.state !== 'ready' && !context.asked) return 'ask'

  const page = beginPage(reply, size, plus)
  if (addDots(page, context, folder, cookie)) addChildren(page, reply, context, { folder, cookie, size, plus })
  return 'reply'
}

/** `.` and `..`, which carry no attributes. Gives whether there may be room for more. */
function addDots(page: DirectoryPage, context: Context, folder: Node, cookie: number): boolean {
  if (cookie < 1 && page.add({ name: '.', ino: folder.ino, kind: 'folder', cookie: 1 }) === undefined) return false
  const parent = folder.ino === rootIno ? folder : (context.read.nodes.node(folder.parent) ?? folder)
  return cookie >= 2 || page.add({ name: '..', ino: parent.ino, kind: 'folder', cookie: 2 }) !== undefined
}

interface Listing {
  readonly folder: Node
  readonly cookie: number
  readonly size: number
  readonly plus: boolean
}

const valid = { name: longValidity, attributes: longValidity }

/** Entries in the order of their inode numbers: the place in a folder stays right while it changes. */
function addChildren(page: DirectoryPage, reply: Reply, context: Context, listing: Listing): void {
  const { folder, plus } = listing
  const { nodes } = context.read
  const { writable, owner } = context.serving
  const withAttributes = plus && !context.isLarge(folder.ino, listing.cookie)
  const least = layout.fuse_dirent.size + 8 + (plus ? layout.fuse_entry_out.size : 0)
  const inos: number[] = []
  const documents: number[] = []
  for (const node of nodes.children(folder.ino, Math.max(listing.cookie - 1, 0), Math.ceil(listing.size / least))) {
    const at = page.add({ name: node.name, ino: node.ino, kind: attributesOf(node).kind, cookie: node.ino + 1 })
    if (at === undefined) break
    if (!withAttributes || !isKnown(node) || node.kind === 'scratch' || context.isHeld(node.ino)) continue
    setEntry(reply.words, at, attributesOf(node, writable), presentVersion(node), owner, valid)
    context.give(reply, node.ino)
    if (node.document === undefined) continue
    inos.push(node.ino)
    documents.push(node.document)
  }
  if (withAttributes) context.listed(folder.ino, inos, documents)
}
