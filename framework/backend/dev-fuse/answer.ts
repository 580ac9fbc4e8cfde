import type { Context, Operation, Outcome } from './context.ts'
import { operationOf } from './operations/index.ts'
import { opcodes } from './protocol.ts'
import type { Reply } from './reply.ts'
import { isWellFormed, opcodeOf, type Request } from './request.ts'

/** Requests that are never answered, whatever they say. */
const unanswered: ReadonlySet<number> = new Set([
  opcodes.FUSE_FORGET,
  opcodes.FUSE_BATCH_FORGET,
  opcodes.FUSE_INTERRUPT,
  opcodes.FUSE_NOTIFY_REPLY,
])

/** Answers any request, malformed and unknown ones too, and never throws: what goes wrong is told to `report`. */
export function answer(
  request: Request,
  reply: Reply,
  context: Context,
  report: (thrown: unknown) => void,
  operation: Operation = operationOf(opcodeOf(request)),
): Outcome {
  reply.counted.length = 0
  const silent = unanswered.has(opcodeOf(request))
  if (!isWellFormed(request)) return silent ? 'silence' : 'EINVAL'
  try {
    return operation(request, reply, context)
  } catch (thrown) {
    report(thrown)
    return silent ? 'silence' : 'EIO'
  }
}
