import { layout } from './protocol.ts'
import type { Request } from './request.ts'

/** An answer under construction; one buffer serves all answers of a thread. */
export interface Reply {
  readonly bytes: Buffer
  /** The same memory as 32-bit words. */
  readonly words: Uint32Array
  /** Bytes so far, the header included. */
  length: number
  /** Inodes of which this answer gives the kernel one more reference. */
  readonly counted: number[]
}

const header = layout.fuse_out_header

/** Where the body of every answer begins. */
export const bodyStart = header.size

export function createReply(size: number): Reply {
  const memory = new ArrayBuffer(Math.ceil(size / 8) * 8 + header.size)
  return { bytes: Buffer.from(memory), words: new Uint32Array(memory), length: header.size, counted: [] }
}

/** Begins an answer with `size` bytes of body, all zero. */
export function begin(reply: Reply, size: number): void {
  reply.length = header.size + size
  reply.bytes.fill(0, header.size, reply.length)
}

/** Makes it an answer with bytes. */
export function giveBytes(reply: Reply, bytes: Uint8Array): void {
  reply.bytes.set(bytes, header.size)
  reply.length = header.size + bytes.byteLength
}

/**
 * Completes the header of an answer to a request.
 *
 * @param error an errno's number, 0 for none; an error carries no body
 */
export function complete(reply: Reply, request: Request, error: number): void {
  if (error !== 0) reply.length = header.size
  reply.words[0] = reply.length
  reply.words[1] = -error >>> 0
  reply.words[2] = request.words[2]!
  reply.words[3] = request.words[3]!
}

export function setWord(words: Uint32Array, offset: number, value: number): void {
  words[offset >> 2] = value
}

/** Sets a 64-bit field; negative numbers as two's complement. */
export function setWide(words: Uint32Array, offset: number, value: number): void {
  words[offset >> 2] = value
  words[(offset >> 2) + 1] = Math.floor(value / 0x1_0000_0000)
}
