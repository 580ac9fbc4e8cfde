import type { Operation } from '../context.ts'
import { giveBytes } from '../reply.ts'
import { nodeOf } from '../request.ts'

/** The target of a symbolic link. */
export const readlink: Operation = (request, reply, context) => {
  const node = context.read.nodes.node(nodeOf(request))
  if (!node) return 'ENOENT'
  if (node.kind !== 'link') return 'EINVAL'
  giveBytes(reply, Buffer.from(node.detail))
  return 'reply'
}
