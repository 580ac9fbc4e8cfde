import { layout, leastBody } from './protocol.ts'

/** A request as it was read from the device; one buffer serves all requests of a thread. */
export interface Request {
  readonly bytes: Buffer
  /** The same memory as 32-bit words. */
  readonly words: Uint32Array
  /** Bytes that were read. */
  length: number
}

const header = layout.fuse_in_header

/** A buffer for requests up to `size` bytes. */
export function createRequest(size: number): Request {
  const memory = new ArrayBuffer(Math.ceil(size / 8) * 8)
  return { bytes: Buffer.from(memory), words: new Uint32Array(memory), length: 0 }
}

/** A request in memory of its own, which can be moved to another thread. */
export interface MovedRequest {
  readonly memory: ArrayBuffer
  readonly length: number
}

/** The request's bytes, and no more, for another thread. */
export function copyOf({ bytes, length }: Request): MovedRequest {
  const memory = new ArrayBuffer(Math.ceil(length / 8) * 8)
  new Uint8Array(memory).set(bytes.subarray(0, length))
  return { memory, length }
}

/** A request that was moved here. */
export function requestOf({ memory, length }: MovedRequest): Request {
  return { bytes: Buffer.from(memory), words: new Uint32Array(memory), length }
}

/** Whether the header is there, and as many bytes as it says and its operation needs. */
export function isWellFormed(request: Request): boolean {
  if (request.length < header.size || request.words[0] !== request.length) return false
  return request.length >= header.size + (leastBody[opcodeOf(request)] ?? 0)
}

export function opcodeOf(request: Request): number {
  return request.words[header.opcode >> 2]!
}

/** The inode that a request is about, of whichever version. */
export function nodeOf(request: Request): number {
  return request.words[header.nodeid >> 2]!
}

/** The text that the kernel's inode stands for; 0 for what has no text of ours. */
export function versionOf(request: Request): number {
  return request.words[(header.nodeid >> 2) + 1]!
}

/** The thread that asks; 0 when the kernel does by itself. */
export function pidOf(request: Request): number {
  return request.words[header.pid >> 2]!
}

/** What interrupts name a request by, the same when it was sent again. */
export function uniqueOf(request: Request, offset: number = header.unique): bigint {
  return request.bytes.readBigUInt64LE(offset) & ~resent
}

/** Whether it was sent again after a thread had died: what answers it has to say so, too. */
export function isResent(request: Request): boolean {
  return (request.bytes.readBigUInt64LE(header.unique) & resent) !== 0n
}

/** FUSE_UNIQUE_RESEND. */
const resent = 1n << 63n

/** An unsigned 32-bit field. */
export function wordAt(request: Request, offset: number): number {
  return request.words[offset >> 2]!
}

/** An unsigned 64-bit field, exact up to 2^53. */
export function wideAt(request: Request, offset: number): number {
  return request.words[offset >> 2]! + request.words[(offset >> 2) + 1]! * 0x1_0000_0000
}

/** The NUL-ended name at an offset; `undefined` when it is not ended or not UTF-8. */
export function nameAt(request: Request, offset: number): string | undefined {
  const end = request.bytes.indexOf(0, offset)
  if (end <= offset || end >= request.length) return undefined
  const name = request.bytes.toString('utf8', offset, end)
  return name.includes('\ufffd') && Buffer.byteLength(name) !== end - offset ? undefined : name
}
