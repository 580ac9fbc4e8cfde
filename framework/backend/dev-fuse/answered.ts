import { send } from './device.ts'
import { layout, opcodes } from './protocol.ts'
import type { Reply } from './reply.ts'
import { opcodeOf, type Request } from './request.ts'

/**
 * Answers that found nobody. When a thread has died, the kernel asks again for what it was not answered: what has been
 * written, made or removed by then is not done again, but answered as it was.
 */
export interface Answered {
  keep(unique: bigint, request: Request, reply: Reply, undo: () => void): void
  /** Gives whether a request was answered so. */
  repeat(unique: bigint, request: Request, device: number): boolean
}

const mostKept = 64

/** What may be asked any number of times. */
const reading: ReadonlySet<number> = new Set([
  opcodes.FUSE_LOOKUP,
  opcodes.FUSE_GETATTR,
  opcodes.FUSE_STATX,
  opcodes.FUSE_OPENDIR,
  opcodes.FUSE_READDIR,
  opcodes.FUSE_READDIRPLUS,
  opcodes.FUSE_READ,
  opcodes.FUSE_STATFS,
])

export function createAnswered(): Answered {
  const kept = new Map<bigint, { readonly opcode: number; readonly bytes: Buffer; readonly undo: () => void }>()
  return {
    keep(unique, request, reply, undo) {
      if (reading.has(opcodeOf(request))) return undo()
      kept.set(unique, { opcode: opcodeOf(request), bytes: Buffer.from(reply.bytes.subarray(0, reply.length)), undo })
      if (kept.size <= mostKept) return
      const [oldest, { undo: undoOldest }] = kept.entries().next().value!
      kept.delete(oldest)
      undoOldest()
    },
    repeat(unique, request, device) {
      const answer = kept.get(unique)
      if (answer?.opcode !== opcodeOf(request)) return false
      kept.delete(unique)
      const { unique: at } = layout.fuse_out_header
      request.bytes.copy(answer.bytes, at, layout.fuse_in_header.unique, layout.fuse_in_header.unique + 8)
      if (send(device, answer.bytes, answer.bytes.length) !== 'sent') answer.undo()
      return true
    },
  }
}
