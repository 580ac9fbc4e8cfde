import type { Node } from '../../../store/contract.ts'
import { type Attributes, attributesOf, isKnown } from '../../../vfs/attributes.ts'
import { isJunk } from '../../../vfs/junk.ts'
import { setEntry } from '../attributes.ts'
import type { Context, Operation, Outcome, Serving } from '../context.ts'
import { presentVersion } from '../node-id.ts'
import { layout } from '../protocol.ts'
import { begin, bodyStart, type Reply, setWide } from '../reply.ts'
import { nameAt, nodeOf } from '../request.ts'
import { absenceValidity, attributeValidity, longValidity, nameValidity } from '../validity.ts'

/** A name in a folder, with its attributes. */
export const lookup: Operation = (request, reply, context) => {
  const parent = nodeOf(request)
  const name = nameAt(request, layout.fuse_in_header.size)
  if (name === undefined) return 'ENOENT'
  if (context.isHeld(parent)) return 'ask'
  if (isJunk(name) && !context.serving.writable) return giveAbsence(reply, longValidity)
  const node = name === '.' || name === '..' ? above(context, parent, name) : context.read.nodes.child(parent, name)
  if (!node) return isJunk(name) ? giveAbsence(reply, longValidity) : absent(context, parent, reply)
  context.noticed(node)
  if (!isKnown(node)) {
    if (node.state === 'denied') return 'EACCES'
    if (!context.asked && !context.isRecent(node.ino)) return 'ask'
  }
  if (context.isHeld(node.ino)) return 'ask'
  giveEntry(reply, attributesOf(node, context.serving.writable), presentVersion(node), context.serving, {
    name: nameValidity(node),
    attributes: attributeValidity(node),
  })
  context.give(reply, node.ino)
  return 'reply'
}

/** @param version of its text, 0 for none */
export function giveEntry(
  reply: Reply,
  shown: Attributes,
  version: number,
  serving: Serving,
  valid: { readonly name: number; readonly attributes: number },
): void {
  begin(reply, layout.fuse_entry_out.size)
  setEntry(reply.words, bodyStart, shown, version, serving.owner, valid)
}

/** The kernel asks for these when a file handle of NFS, or of open_by_handle_at(2), is resolved. */
function above(context: Context, ino: number, name: '.' | '..'): Node | undefined {
  const node = context.read.nodes.node(ino)
  return name === '.' || !node || node.parent === 0 ? node : context.read.nodes.node(node.parent)
}

function absent(context: Context, parent: number, reply: Reply): Outcome {
  const folder = context.read.nodes.node(parent)
  if (!folder) return 'ENOENT'
  if (folder.kind !== 'folder') return 'ENOTDIR'
  return context.asked ? giveAbsence(reply, absenceValidity) : 'ask'
}

/** An entry without an inode: the name is not there, and that may be believed for so many seconds. */
export function giveAbsence(reply: Reply, seconds: number): Outcome {
  begin(reply, layout.fuse_entry_out.size)
  setWide(reply.words, bodyStart + layout.fuse_entry_out.entry_valid, seconds)
  return 'reply'
}
