import type { DocumentId } from '../../../store/contract.ts'
import type { Context, Operation } from '../context.ts'
import { layout } from '../protocol.ts'
import { giveBytes } from '../reply.ts'
import { nodeOf, wideAt, wordAt } from '../request.ts'

/**
 * Bytes of a text: of the version whose attributes the kernel was given, so that nobody reads the beginning of one
 * version under the size of another.
 */
export const read: Operation = (request, reply, context) => {
  const ino = nodeOf(request)
  const offset = wideAt(request, layout.fuse_read_in.offset)
  const length = wordAt(request, layout.fuse_read_in.bytes)
  if (offset === 0) context.beganReading(ino)
  const told = context.told(ino)
  let text = told === undefined ? undefined : bytesOf(context, told)
  if (!text) {
    const node = context.read.nodes.node(ino)
    if (!node) return 'ENOENT'
    if (node.kind === 'folder') return 'EISDIR'
    if (node.document === undefined) return node.state === 'denied' ? 'EACCES' : 'ask'
    text = bytesOf(context, node.document)
  }
  if (!text) return 'EIO'
  giveBytes(reply, text.subarray(offset, offset + length))
  return 'reply'
}

/** A superseded text is kept for two weeks; after that the present one has to do. */
function bytesOf(context: Context, document: DocumentId): Uint8Array | undefined {
  try {
    return context.hot.bytes(document)
  } catch {
    return undefined
  }
}
