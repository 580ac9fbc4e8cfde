import type { Operation } from '../context.ts'
import { layout } from '../protocol.ts'
import { begin, giveBytes } from '../reply.ts'
import { nodeOf, versionOf, wideAt, wordAt } from '../request.ts'

/**
 * Bytes of a text, of the version that was looked up. Superseded texts are kept for two weeks. What was opened at the main
 * thread is read there.
 */
export const read: Operation = (request, reply, context) => {
  if (wideAt(request, layout.fuse_read_in.fh) !== 0) return 'ask'
  const ino = nodeOf(request)
  const version = versionOf(request)
  const offset = wideAt(request, layout.fuse_read_in.offset)
  const length = wordAt(request, layout.fuse_read_in.bytes)
  if (version !== 0) {
    if (offset === 0) context.beganReading(ino)
    giveBytes(reply, context.hot.bytes(version).subarray(offset, offset + length))
    return 'reply'
  }
  const node = context.read.nodes.node(ino)
  if (!node) return 'ENOENT'
  if (node.kind === 'folder') return 'EISDIR'
  if (node.kind === 'scratch' && !context.isHeld(ino)) {
    if (node.document === undefined) begin(reply, 0)
    else giveBytes(reply, context.hot.bytes(node.document).subarray(offset, offset + length))
    return 'reply'
  }
  return node.state === 'denied' ? 'EACCES' : 'ask'
}
