import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { latest } from '../../store/contract.ts'
import { openReader } from '../../store/reader.ts'
import { createHotDocuments } from '../../vfs/hot-documents.ts'
import { answer } from './answer.ts'
import type { Context, Outcome } from './context.ts'
import { receive, sendReply } from './device.ts'
import type { Dialect } from './dialect.ts'
import { refusalNumber } from './errors.ts'
import { createLargeFolders } from './large-folders.ts'
import { createLedger } from './ledger.ts'
import { createInbox, post } from './mailbox.ts'
import type { Order, ProtocolWorkerData, Said, Told } from './messages.ts'
import { longestTransfer } from './negotiate.ts'
import { createNoticing } from './noticing.ts'
import { createOwnThreads } from './own-threads.ts'
import { opcodes, pageSize } from './protocol.ts'
import { createRecent } from './recent.ts'
import { createReply } from './reply.ts'
import { copyOf, createRequest, opcodeOf, pidOf } from './request.ts'
import { signals } from './signals.ts'
import { warmUp } from './warm-up.ts'

/**
 * Reads requests from the device in a blocking loop and answers them from the store. What needs the tracker is handed to
 * the main thread, which answers on the same descriptor. It never writes a notification: those may wait for a page
 * whose answer only this loop can give.
 */

const data = workerData as ProtocolWorkerData
const reader = openReader(data.storePath, latest)
const request = createRequest(longestTransfer + pageSize)
const reply = createReply(longestTransfer + pageSize)
const ledger = createLedger()
const recent = createRecent()
const isOwnThread = createOwnThreads()
const held = new Set<number>()
const takeMail = createInbox<Told>([data.mail], data.signals, signals.protocolMail)
let dialect: Dialect = data.dialect ?? { minor: 0, withoutOpen: false, resends: false }

const say = (said: Said, moved: readonly ArrayBuffer[] = []): void => parentPort!.postMessage(said, moved)
/** Its other end is at the notifier of now. */
let line: MessagePort | undefined
const order = (ordered: Order): void => void (line && post(line, data.signals, signals.notifierMail, ordered))

const context: Context = {
  serving: data.serving,
  read: reader,
  hot: createHotDocuments(reader.documents),
  get dialect() {
    return dialect
  },
  asked: false,
  isHeld: data.serving.writable ? ino => held.has(ino) : () => false,
  isRecent: recent.has,
  give(answering, ino) {
    answering.counted.push(ino)
    ledger.give(ino, 1)
  },
  forget: ledger.forget,
  noticed: createNoticing(ino => say({ said: 'noticed', ino })),
  beganReading(ino) {
    Atomics.store(data.signals, signals.lastRead, ino)
    Atomics.add(data.signals, signals.reads, 1)
    if (Atomics.load(data.signals, signals.awaitsReads) === 1) Atomics.notify(data.signals, signals.notifierMail)
  },
  isLarge: createLargeFolders(reader.nodes, data.serving.mostWithAttributes),
  listed: (folder, inos, documents) => order({ order: 'listed', folder, inos, documents }),
}

function takeTold(told: Told): void {
  if ('line' in told) {
    line?.close()
    line = told.line
    return
  }
  if ('held' in told) {
    if (told.held) held.add(told.of)
    else held.delete(told.of)
    return
  }
  const { ino, given, recent: asked } = told
  if (asked) recent.add(ino)
  if (given < 0) ledger.forget(ino, -given)
  else ledger.give(ino, given)
}

let lastFailure = 0
function failed(thrown: unknown): void {
  if (Date.now() - lastFailure < 1000) return
  lastFailure = Date.now()
  say({ said: 'failed', problem: thrown instanceof Error ? thrown.message : String(thrown) })
}

/** Our own threads would wait for themselves as soon as the tracker had to be asked: they are refused right away. */
function isOwnAccess(opcode: number): boolean {
  if (opcode === opcodes.FUSE_FORGET || opcode === opcodes.FUSE_BATCH_FORGET) return false
  if (opcode === opcodes.FUSE_INIT || opcode === opcodes.FUSE_INTERRUPT || opcode === opcodes.FUSE_DESTROY) return false
  return isOwnThread(pidOf(request))
}

function outcomeOf(opcode: number): Outcome {
  if (!isOwnAccess(opcode)) return answer(request, reply, context, failed)
  say({ said: 'own-access' })
  reply.counted.length = 0
  return 'EBUSY'
}

function handOver(): void {
  const moved = copyOf(request)
  say({ said: 'ask', request: moved }, [moved.memory])
}

function serve(): void {
  const opcode = opcodeOf(request)
  const outcome = outcomeOf(opcode)
  if (outcome === 'silence') return
  if (outcome === 'ask') return handOver()
  if (typeof outcome === 'object') dialect = outcome.dialect
  const isReply = outcome === 'reply' || typeof outcome === 'object'
  const sent = sendReply(data.device, request, reply, isReply ? 0 : refusalNumber(outcome))
  if (typeof outcome === 'object') say({ said: 'agreed', dialect })
  if (opcode === opcodes.FUSE_INIT && outcome === 'EPROTO') say({ said: 'too-old' })
  if (sent === 'gone') for (const ino of reply.counted) ledger.forget(ino, 1)
}

function loop(): 'unmounted' | 'stopped' {
  for (;;) {
    const received = receive(data.device, request)
    if (Atomics.load(data.signals, signals.stop) === 1) return 'stopped'
    if (received === 'unmounted') return 'unmounted'
    if (received === 'again') continue
    takeMail(takeTold)
    serve()
  }
}

if (!data.dialect) warmUp(context, reply)
say({ said: 'listening' })
const why = loop()
reader.close()
say({ said: 'left', why })
