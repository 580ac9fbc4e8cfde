import { FileError } from '../errno.ts'

/** A text in the making: bytes that can be written anywhere; what lies between is zero. */
export interface Content {
  readonly size: number
  /** A copy of all of it. */
  bytes(): Uint8Array
  read(offset: number, length: number): Uint8Array
  /** @throws FileError EFBIG when it would become too large */
  write(offset: number, bytes: Uint8Array): void
  /** Cuts it, or goes on with zeros. */
  resize(size: number): void
}

/** @param most bytes */
export function createContent(initial: Uint8Array, most: number): Content {
  let memory = initial
  /** Until something is written, `memory` is somebody else's. */
  let own = false
  let size = initial.byteLength

  function reserve(needed: number): void {
    if (needed > most) {
      throw new FileError('EFBIG', `A file may have at most ${most / 1024 ** 2} MiB here.`)
    }
    if (own && needed <= memory.byteLength) return
    const larger = new Uint8Array(Math.max(needed, own ? Math.min(most, memory.byteLength * 2) : needed + 4096))
    larger.set(memory.subarray(0, size))
    memory = larger
    own = true
  }

  return {
    get size() {
      return size
    },
    bytes: () => memory.slice(0, size),
    read: (offset, length) => memory.slice(offset, Math.min(size, offset + length)),
    write(offset, bytes) {
      const end = offset + bytes.byteLength
      reserve(Math.max(end, size))
      memory.set(bytes, offset)
      size = Math.max(size, end)
    },
    resize(next) {
      reserve(Math.max(next, size))
      memory.fill(0, Math.min(next, size), Math.max(next, size))
      size = next
    },
  }
}
