import type { Node } from '../../../store/contract.ts'
import { isKnown } from '../../../vfs/attributes.ts'
import { setAttributes, setStatx } from '../attributes.ts'
import type { Context, Operation, Outcome } from '../context.ts'
import { layout } from '../protocol.ts'
import { begin, bodyStart, setWide } from '../reply.ts'
import { nodeOf } from '../request.ts'
import { attributeValidity } from '../validity.ts'

/** The attributes of an inode. */
export const getattr: Operation = (request, reply, context) => {
  const node = stored(context, nodeOf(request))
  if (typeof node === 'string') return node
  begin(reply, layout.fuse_attr_out.size)
  setWide(reply.words, bodyStart + layout.fuse_attr_out.attr_valid, attributeValidity(node))
  setAttributes(reply.words, bodyStart + layout.fuse_attr_out.attr, node, context.serving.owner)
  context.tell(node)
  return 'reply'
}

/** The attributes with the time of birth. */
export const statx: Operation = (request, reply, context) => {
  const node = stored(context, nodeOf(request))
  if (typeof node === 'string') return node
  begin(reply, layout.fuse_statx_out.size)
  setWide(reply.words, bodyStart + layout.fuse_statx_out.attr_valid, attributeValidity(node))
  setStatx(reply.words, bodyStart + layout.fuse_statx_out.stat, node, context.serving.owner)
  context.tell(node)
  return 'reply'
}

function stored(context: Context, ino: number): Node | Exclude<Outcome, object> {
  const node = context.read.nodes.node(ino)
  if (!node) return 'ENOENT'
  if (isKnown(node) || context.asked || context.isRecent(ino)) return node
  return node.state === 'denied' ? 'EACCES' : 'ask'
}
