import { layout } from './protocol.ts'
import { createRequest, type Request } from './request.ts'

/** A request as the kernel would send it. */
export function encodeRequest(asked: {
  readonly opcode: number
  readonly ino?: number
  readonly version?: number
  readonly body?: Uint8Array
  readonly name?: string
  readonly unique?: bigint
  /** What the header says instead of the true length. */
  readonly length?: number
}): Request {
  const body = asked.name === undefined ? (asked.body ?? new Uint8Array()) : Buffer.from(`${asked.name}\0`)
  const header = layout.fuse_in_header
  const request = createRequest(header.size + body.byteLength)
  request.length = header.size + body.byteLength
  request.bytes.writeUInt32LE(asked.length ?? request.length, header.len)
  request.bytes.writeUInt32LE(asked.opcode, header.opcode)
  request.bytes.writeBigUInt64LE(asked.unique ?? 2n, header.unique)
  request.bytes.writeBigUInt64LE(BigInt(asked.ino ?? 1) | (BigInt(asked.version ?? 0) << 32n), header.nodeid)
  request.bytes.set(body, header.size)
  return request
}

/** The body of a request that names an offset and a size. */
export function rangeBody(offset: number, size: number): Uint8Array {
  const body = Buffer.alloc(40)
  body.writeBigUInt64LE(BigInt(offset), 8)
  body.writeUInt32LE(size, 16)
  return body
}
