import type { Node } from '../../../store/contract.ts'
import { type Attributes, attributesOf, isKnown } from '../../../vfs/attributes.ts'
import { setAttributes, setStatx } from '../attributes.ts'
import type { Context, Operation, Outcome, Serving } from '../context.ts'
import { layout } from '../protocol.ts'
import { begin, bodyStart, type Reply, setWide } from '../reply.ts'
import { nodeOf, type Request, versionOf } from '../request.ts'
import { attributeValidity } from '../validity.ts'

/** The attributes of an inode. */
export const getattr: Operation = (request, reply, context) => {
  const node = stored(context, request)
  if (typeof node === 'string') return node
  return giveAttributes(reply, attributesOf(node, context.serving.writable), attributeValidity(node), context.serving)
}

/** @param valid how long they may be believed, seconds */
export function giveAttributes(reply: Reply, shown: Attributes, valid: number, serving: Serving): Outcome {
  begin(reply, layout.fuse_attr_out.size)
  setWide(reply.words, bodyStart + layout.fuse_attr_out.attr_valid, valid)
  setAttributes(reply.words, bodyStart + layout.fuse_attr_out.attr, shown, serving.owner)
  return 'reply'
}

/** The attributes with the time of birth. */
export const statx: Operation = (request, reply, context) => {
  const node = stored(context, request)
  if (typeof node === 'string') return node
  return giveStatx(reply, attributesOf(node, context.serving.writable), attributeValidity(node), context.serving)
}

/** @param valid how long they may be believed, seconds */
export function giveStatx(reply: Reply, shown: Attributes, valid: number, serving: Serving): Outcome {
  begin(reply, layout.fuse_statx_out.size)
  setWide(reply.words, bodyStart + layout.fuse_statx_out.attr_valid, valid)
  setStatx(reply.words, bodyStart + layout.fuse_statx_out.stat, shown, serving.owner)
  return 'reply'
}

function stored(context: Context, request: Request): Node | Exclude<Outcome, object> {
  const ino = nodeOf(request)
  if (context.isHeld(ino)) return 'ask'
  const node = context.read.nodes.node(ino)
  if (!node) return 'ENOENT'
  const version = versionOf(request)
  if (version !== 0) return version === node.document ? node : superseded(context, node, version)
  if (isKnown(node) || context.asked || context.isRecent(ino)) return node
  return node.state === 'denied' ? 'EACCES' : 'ask'
}

/** A version that somebody still has open: it has its own size. */
function superseded(context: Context, node: Node, version: number): Node {
  return { ...node, document: version, size: context.hot.bytes(version).byteLength }
}
