import type { Vfs } from '../../vfs/contract.ts'
import { withDeadline } from '../../vfs/deadline.ts'
import { errnoOf } from '../../vfs/errno.ts'
import { answer } from './answer.ts'
import type { Context, Outcome } from './context.ts'
import { sendReply } from './device.ts'
import { refusalNumber } from './errors.ts'
import { type Fill, lateOperations } from './late-operations.ts'
import type { ToldKernel } from './messages.ts'
import { longestTransfer } from './negotiate.ts'
import { giveAbsence } from './operations/lookup.ts'
import { layout, opcodes, pageSize } from './protocol.ts'
import { createReply } from './reply.ts'
import { isWellFormed, nodeOf, opcodeOf, type Request, requestOf, uniqueOf } from './request.ts'
import { absenceValidity } from './validity.ts'

/** The main thread's side: requests that the tracker has to be asked for, each answered once and within a deadline. */
export interface LateAnswers {
  /** Takes a request over from the protocol worker, or the interruption of one. */
  take(bytes: Uint8Array): void
  /** Whether a request about an inode, or a name in it, waits for the tracker. */
  isBusy(ino: number): boolean
  /** All of them will be sent again, under other numbers. */
  superseded(): void
  /** Refuses all of them and whatever comes. */
  stop(): void
}

export interface LateAnswersOptions {
  readonly vfs: Vfs
  readonly device: number
  /** Milliseconds; above the deadline of the VFS, which knows better what to say. */
  readonly deadline: number
  /** Answers from the store as the protocol worker does; what it gives and tells goes to `told`. */
  readonly context: Omit<Context, 'give' | 'asked' | 'forget'>
  /** Tells the protocol worker, before the kernel can ask it about the same. */
  told(told: ToldKernel): void
  /** A request about an inode was answered. */
  answered(ino: number): void
  report(thrown: unknown): void
}

interface Pending {
  readonly request: Request
  readonly abort: AbortController
}

export function createLateAnswers(options: LateAnswersOptions): LateAnswers {
  const { vfs, device, report } = options
  const pending = new Map<bigint, Pending>()
  const busy = new Map<number, number>()
  const reply = createReply(longestTransfer + pageSize)
  let stopped = false

  function send(request: Request, outcome: Outcome): void {
    const error =
      outcome === 'reply'
        ? 0
        : refusalNumber(typeof outcome === 'string' && outcome !== 'ask' && outcome !== 'silence' ? outcome : 'EIO')
    const sent = sendReply(device, request, reply, error)
    if (sent === 'gone') for (const ino of reply.counted) options.told({ ino, given: -1, recent: false })
  }

  /** Answers with what is stored by now. */
  function fromStore(request: Request): Outcome {
    const context: Context = {
      ...options.context,
      asked: true,
      give(answering, ino) {
        answering.counted.push(ino)
        options.told({ ino, given: 1, recent: true })
      },
      forget: () => {},
    }
    return answer(request, reply, context, report)
  }

  function finish(unique: bigint, settle: (request: Request) => Outcome): void {
    const found = pending.get(unique)
    if (!found) return
    pending.delete(unique)
    const ino = nodeOf(found.request)
    const left = (busy.get(ino) ?? 1) - 1
    if (left > 0) busy.set(ino, left)
    else busy.delete(ino)
    reply.counted.length = 0
    send(found.request, settle(found.request))
    options.answered(ino)
  }

  function start(request: Request): void {
    const unique = uniqueOf(request)
    const abort = new AbortController()
    const operation = lateOperations[opcodeOf(request)]
    const ino = nodeOf(request)
    pending.set(unique, { request, abort })
    busy.set(ino, (busy.get(ino) ?? 0) + 1)
    if (!operation || stopped) return finish(unique, () => (operation ? 'EIO' : 'ENOSYS'))
    withDeadline(operation(request, vfs, { signal: abort.signal }), options.deadline, abort.signal, 'The answer').then(
      (fill: Fill | undefined) => finish(unique, waited => (fill ? fill(reply) : fromStore(waited))),
      thrown => finish(unique, waited => refusalOf(waited, thrown)),
    )
  }

  /** A name that is not there may be believed for a moment. */
  function refusalOf(request: Request, thrown: unknown): Outcome {
    const errno = errnoOf(thrown)
    if (errno === 'EIO') report(thrown)
    return errno === 'ENOENT' && opcodeOf(request) === opcodes.FUSE_LOOKUP ? giveAbsence(reply, absenceValidity) : errno
  }

  return {
    take(bytes) {
      const request = requestOf(bytes)
      if (!isWellFormed(request)) return
      if (opcodeOf(request) !== opcodes.FUSE_INTERRUPT) return start(request)
      pending.get(request.bytes.readBigUInt64LE(layout.fuse_interrupt_in.unique))?.abort.abort()
    },
    isBusy: ino => busy.has(ino),
    superseded() {
      for (const { request, abort } of pending.values()) {
        abort.abort()
        options.answered(nodeOf(request))
      }
      pending.clear()
      busy.clear()
    },
    stop() {
      stopped = true
      for (const [unique, { abort }] of [...pending]) {
        finish(unique, () => 'EIO')
        abort.abort()
      }
    },
  }
}
