import { closeSync } from 'node:fs'
import type { MessagePort, Worker } from 'node:worker_threads'
import { SourceError } from '../../source/error.ts'
import { latest } from '../../store/contract.ts'
import { openReader } from '../../store/reader.ts'
import type { Vfs } from '../../vfs/contract.ts'
import { createHotDocuments } from '../../vfs/hot-documents.ts'
import { abortConnection } from './abort-connection.ts'
import type { Serving } from './context.ts'
import { createCrashes } from './crashes.ts'
import type { Dialect } from './dialect.ts'
import { createInvalidations } from './invalidations.ts'
import { createLargeFolders } from './large-folders.ts'
import { createLateAnswers } from './late-answers.ts'
import { lateOperations } from './late-operations.ts'
import { leaveAtExit } from './leave-at-exit.ts'
import { post } from './mailbox.ts'
import type { Said, Told } from './messages.ts'
import { createNotifier } from './notifier.ts'
import { epochMinorVersion } from './protocol.ts'
import { createSignals, signals } from './signals.ts'
import { createSleepingWorker } from './sleeping-worker.ts'
import { tellKernel } from './tell-kernel.ts'
import { type ProtocolThread, startProtocolThread } from './threads.ts'
import { within } from './within.ts'
import { createWriting } from './writing.ts'

export interface ConnectionOptions {
  readonly vfs: Vfs
  readonly storePath: string
  readonly serving: Serving
  /** The inodes that were held before. */
  readonly held: Iterable<number>
  /** The open device. It is closed when the connection ends. */
  readonly device: number
  /** Where it is mounted, absolute. */
  readonly folder: string
  /** Milliseconds after which a request that waits for the tracker is refused. */
  readonly deadline: number
  notice(sentence: string): void
}

/** How a connection ended: somebody unmounted; we were told to; or a thread died and could not be replaced. */
export type Ending = 'unmounted' | 'closed' | 'lost'

/** One mount's life on one open device: the threads that serve it, and what the main thread does for them. */
export interface Connection {
  /** Resolves when the kernel has introduced itself. Rejects with a `SourceError` `unsupported` when it is too old. */
  readonly agreed: Promise<Dialect>
  readonly ended: Promise<Ending>
  /** Stops serving and closes the device; the kernel then refuses everything that waits. */
  close(): Promise<void>
  /** Makes all threads leave, without waiting, for an `exit` listener. */
  abandon(): void
  /** The thread that serves now, for tests that kill it. */
  protocolWorker(): Worker
  /** The thread that writes the notifications now, for tests that kill it. */
  notifierWorker(): Worker
}

/** How long a thread may take to leave, milliseconds. */
const patience = 3000

export function openConnection(options: ConnectionOptions): Connection {
  const { vfs, device, serving, storePath, notice } = options
  const shared = createSignals()
  const reader = openReader(storePath, latest)
  const agreed = Promise.withResolvers<Dialect>()
  const ended = Promise.withResolvers<Ending>()
  const crashes = createCrashes()
  let dialect: Dialect | undefined
  let phase: 'open' | 'closing' | 'closed' = 'open'
  let warned = false
  const sleeping = createSleepingWorker({ device, folder: options.folder, signals: shared })
  agreed.promise.catch(() => {})

  const notifier = createNotifier({
    device,
    storePath,
    signals: shared,
    replaced() {
      connectThreads()
      notice('A thread that tells the kernel what changed died; it was replaced, and no change was lost.')
    },
    report,
  })

  const invalidations = createInvalidations({
    nodes: reader.nodes,
    isBusy: ino => late.isBusy(ino),
    forgetsNames: () => (dialect?.minor ?? 0) >= epochMinorVersion,
    order: notifier.order,
  })
  const writing =
    vfs.write &&
    createWriting({
      vfs,
      write: vfs.write,
      nodes: reader.nodes,
      serving,
      heldBefore: options.held,
      told: tell,
      order: invalidations.order,
      settled: () => invalidations.settled().then(notifier.settled),
    })
  const late = createLateAnswers({
    vfs,
    device,
    operations: { ...lateOperations, ...writing?.operations },
    deadline: options.deadline,
    context: {
      serving,
      read: reader,
      hot: createHotDocuments(reader.documents, 1e6),
      get dialect() {
        return dialect!
      },
      isRecent: () => true,
      noticed: () => {},
      beganReading: () => {},
      isLarge: createLargeFolders(reader.nodes, serving.mostWithAttributes),
      listed: () => {},
    },
    told: tell,
    answered: invalidations.answered,
    report,
  })
  const stopListening = vfs.onInvalidate(invalidations.pass)
  let protocol = start()
  connectThreads()
  writing?.tellAll()

  function start(): ProtocolThread {
    const thread = startProtocolThread({ device, storePath, serving, signals: shared, dialect }, hear)
    thread.ended.then(how => (how === 'crashed' && phase === 'open' ? replace() : undefined))
    return thread
  }

  /** The kernel keeps what the dead worker had in its hands, and sends it again. */
  function replace(): void {
    const pause = crashes.pause()
    if (!dialect?.resends) return void finish('lost')
    notice('A thread that serves the mount died; it was replaced, and no request was lost.')
    setTimeout(() => {
      if (phase === 'closed') return
      protocol = start()
      connectThreads()
      writing?.tellAll()
    }, pause)
  }

  function tell(told: Told, moved: readonly MessagePort[] = []): void {
    post(protocol.mail, shared, signals.protocolMail, told, moved)
  }

  /** Lays a line from the protocol worker of now to the notifier of now. */
  function connectThreads(): void {
    const line = notifier.line()
    tell({ line }, [line])
  }

  function hear(said: Said): void {
    switch (said.said) {
      case 'listening':
        // Not by the notifier, which may itself be waiting for a lost request. It takes no lock.
        if (crashes.any) tellKernel(device, notifications => notifications.resend())
        return
      case 'agreed':
        dialect = said.dialect
        return agreed.resolve(said.dialect)
      case 'too-old':
        return agreed.reject(
          new SourceError(
            'unsupported',
            'This kernel is too old for dev-fuse (3.3 at least); use "--backend fuse-native".',
          ),
        )
      case 'ask':
        return late.take(said.request)
      case 'noticed':
        return vfs.noticed?.(said.ino)
      case 'own-access':
        if (!warned) notice('issuefs has looked into its own mount; that is refused, because it would wait for itself.')
        warned = true
        return
      case 'failed':
        return report(said.problem)
      case 'left':
        if (said.why === 'unmounted') void finish('unmounted')
    }
  }

  function report(thrown: unknown): void {
    notice(`The mount had a problem: ${thrown instanceof Error ? thrown.message : String(thrown)}`)
  }

  async function finish(ending: Ending): Promise<void> {
    if (phase !== 'open') return
    phase = 'closing'
    stopAnswering()
    notifier.stop()
    // The notifier may be waiting for a request that nobody will answer any more.
    if (ending === 'lost') await abortConnection(options.folder)
    await within(patience, notifier.thread().ended)
    sleeping.dismiss()
    await sleeping.wake()
    await within(patience, protocol.ended)
    reader.close()
    notifier.thread().mail.close()
    protocol.mail.close()
    closeSync(device)
    phase = 'closed'
    agreed.reject(new SourceError('unexpected', 'The mount ended before the kernel had introduced itself.'))
    ended.resolve(ending)
  }

  function stopAnswering(): void {
    stopListening()
    late.stop()
    writing?.stop()
    invalidations.stop()
  }

  return {
    agreed: agreed.promise,
    ended: ended.promise,
    async close() {
      await finish('closed')
      await ended.promise
    },
    abandon() {
      if (phase === 'closed') return
      phase = 'closed'
      stopAnswering()
      notifier.stop()
      Atomics.wait(shared, signals.notifierLeft, 0, patience)
      sleeping.dismiss()
      leaveAtExit(options.folder)
    },
    protocolWorker: () => protocol.worker,
    notifierWorker: () => notifier.thread().worker,
  }
}
