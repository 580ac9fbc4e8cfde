import type { Node } from '../../../store/contract.ts'
import { isKnown } from '../../../vfs/attributes.ts'
import { isJunk } from '../../../vfs/junk.ts'
import { setEntry } from '../attributes.ts'
import type { Context, Operation, Outcome } from '../context.ts'
import { layout } from '../protocol.ts'
import { begin, bodyStart, type Reply, setWide } from '../reply.ts'
import { nameAt, nodeOf } from '../request.ts'
import { absenceValidity, longValidity, nameValidity } from '../validity.ts'

/** A name in a folder, with its attributes. */
export const lookup: Operation = (request, reply, context) => {
  const parent = nodeOf(request)
  const name = nameAt(request, layout.fuse_in_header.size)
  if (name === undefined) return 'ENOENT'
  if (isJunk(name)) return giveAbsence(reply, longValidity)
  const node = name === '.' || name === '..' ? above(context, parent, name) : context.read.nodes.child(parent, name)
  if (!node) return absent(context, parent, reply)
  context.noticed(node)
  if (!isKnown(node)) {
    if (node.state === 'denied') return 'EACCES'
    if (!context.asked && !context.isRecent(node.ino)) return 'ask'
  }
  begin(reply, layout.fuse_entry_out.size)
  setEntry(reply.words, bodyStart, node, context.serving.owner, {
    name: nameValidity(node),
    attributes: longValidity,
  })
  context.give(reply, node.ino)
  return 'reply'
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
