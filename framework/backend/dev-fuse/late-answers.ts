import type { Vfs } from '../../vfs/contract.ts'
import { withDeadline } from '../../vfs/deadline.ts'
import { errnoOf } from '../../vfs/errno.ts'
import { answer } from './answer.ts'
import { createAnswered } from './answered.ts'
import type { Context, Outcome } from './context.ts'
import { type Sent, sendReply } from './device.ts'
import { refusalNumber } from './errors.ts'
import { knownName, type Place, subjectsOf } from './late-operations/naming.ts'
import type { Fill, LateContext, LateOperations } from './late-operations.ts'
import type { ToldKernel } from './messages.ts'
import { longestTransfer } from './negotiate.ts'
import { giveAbsence } from './operations/lookup.ts'
import { isEndedBySignal, isInterruptedByNews, processOf } from './process-of.ts'
import { layout, opcodes, pageSize } from './protocol.ts'
import { createReply } from './reply.ts'
import {
  isResent,
  isWellFormed,
  type MovedRequest,
  opcodeOf,
  pidOf,
  type Request,
  requestOf,
  uniqueOf,
} from './request.ts'
import { absenceValidity } from './validity.ts'

/**
 * The main thread's side: requests that the tracker has to be asked for, or that write, each answered once and within a
 * deadline.
 */
export interface LateAnswers {
  /** Takes a request over from the protocol worker, or the interruption of one. */
  take(moved: MovedRequest): void
  /** Whether a request about an inode, or a name in it, is not answered yet. */
  isBusy(ino: number): boolean
  /** Refuses all of them and whatever comes. */
  stop(): void
}

export interface LateAnswersOptions {
  readonly vfs: Vfs
  readonly device: number
  readonly operations: LateOperations
  /** Milliseconds; above the deadline of the VFS, which knows better what to say. */
  readonly deadline: number
  /** Answers from the store as the protocol worker does; what it gives and tells goes to `told`. */
  readonly context: Omit<Context, 'give' | 'asked' | 'forget' | 'isHeld'>
  /** Tells the protocol worker, before the kernel can ask it about the same. */
  told(told: ToldKernel): void
  /** A request was answered. @param known the name that the kernel has changed with it by itself */
  answered(known?: Place): void
  report(thrown: unknown): void
}

interface Pending {
  /** The one to answer: another one when it was sent again. */
  request: Request
  readonly abort: AbortController
  readonly subjects: readonly number[]
  undo: () => void
}

/** What is done in a moment is done to its end; the rest may be left to itself when the program gives up. */
const momentary: ReadonlySet<number> = new Set([
  opcodes.FUSE_WRITE,
  opcodes.FUSE_CREATE,
  opcodes.FUSE_RELEASE,
  opcodes.FUSE_MKDIR,
  opcodes.FUSE_RMDIR,
])

export function createLateAnswers(options: LateAnswersOptions): LateAnswers {
  const { vfs, device, operations, report } = options
  const pending = new Map<bigint, Pending>()
  const busy = new Map<number, number>()
  const answered = createAnswered()
  const reply = createReply(longestTransfer + pageSize)
  let stopped = false

  function send(request: Request, outcome: Outcome): Sent {
    const error =
      outcome === 'reply'
        ? 0
        : refusalNumber(typeof outcome === 'string' && outcome !== 'ask' && outcome !== 'silence' ? outcome : 'EIO')
    return sendReply(device, request, reply, error)
  }

  /** Answers with what is stored by now. */
  function fromStore(request: Request): Outcome {
    const context: Context = {
      ...options.context,
      asked: true,
      isHeld: () => false,
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
    const { request, undo, subjects } = found
    for (const ino of subjects) {
      const left = (busy.get(ino) ?? 1) - 1
      if (left > 0) busy.set(ino, left)
      else busy.delete(ino)
    }
    reply.counted.length = 0
    const outcome = settle(request)
    if (send(request, outcome) === 'gone') {
      for (const ino of reply.counted) options.told({ ino, given: -1, recent: false })
      answered.keep(unique, request, reply, found.undo)
    } else if (outcome !== 'reply') undo()
    options.answered(outcome === 'reply' ? knownName(request) : undefined)
  }

  function start(request: Request): void {
    const unique = uniqueOf(request)
    const abort = new AbortController()
    const operation = operations[opcodeOf(request)]
    const one: Pending = { request, abort, subjects: subjectsOf(request), undo: () => {} }
    pending.set(unique, one)
    for (const ino of one.subjects) busy.set(ino, (busy.get(ino) ?? 0) + 1)
    if (!operation || stopped) return finish(unique, () => (operation ? 'EIO' : 'ENOSYS'))
    const context: LateContext = {
      signal: abort.signal,
      get pid() {
        return processOf(pidOf(request))!
      },
      isWanted: () => pending.get(unique) === one,
      otherwise: undo => (one.undo = undo),
    }
    withDeadline(operation(request, vfs, context), options.deadline, abort.signal, 'The answer').then(
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

  /** A request that was on its way when a thread died comes a second time: what it wants is not done a second time. */
  function startOnce(request: Request): void {
    const unique = uniqueOf(request)
    const known = pending.get(unique)
    if (known) {
      if (isResent(request)) known.request = request
      return
    }
    if (isResent(request) && answered.repeat(unique, request, device)) return
    start(request)
  }

  return {
    take(moved) {
      const request = requestOf(moved)
      if (!isWellFormed(request)) return
      if (opcodeOf(request) !== opcodes.FUSE_INTERRUPT) return startOnce(request)
      const interrupted = pending.get(uniqueOf(request, layout.fuse_interrupt_in.unique))
      if (!interrupted || momentary.has(opcodeOf(interrupted.request))) return
      const pid = pidOf(interrupted.request)
      // Whoever waits for a killed program must not go on before it is known who else has its file open.
      if (opcodeOf(interrupted.request) === opcodes.FUSE_FLUSH && isEndedBySignal(pid)) return
      if (!isInterruptedByNews(pid)) interrupted.abort.abort()
    },
    isBusy: ino => busy.has(ino),
    stop() {
      stopped = true
      for (const [unique, { abort }] of [...pending]) {
        finish(unique, () => 'EIO')
        abort.abort()
      }
    },
  }
}
