import { setFlagsFromString } from 'node:v8'
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads'
import { ownEnding } from '../../plugin/ending.ts'
import type { NotifierData, ProtocolWorkerData, Said } from './messages.ts'

/** A protocol worker with the ports to it. */
export interface ProtocolThread {
  readonly worker: Worker
  /** To the worker. */
  readonly mail: MessagePort
  /** How it ended: by itself, or not. */
  readonly ended: Promise<'left' | 'crashed'>
}

/** The first program that walks meets code that has never run: it is compiled at once, and begins to be optimised at once. */
const compileEarly = ['--always-sparkplug', '--no-lazy-feedback-allocation'] as const

/** Young objects die at once here: a small nursery keeps the process small. */
const resourceLimits = { maxYoungGenerationSizeMb: 8 }

export function startProtocolThread(
  data: Omit<ProtocolWorkerData, 'mail'>,
  hear: (said: Said) => void,
): ProtocolThread {
  for (const flag of compileEarly) setFlagsFromString(flag)
  const mail = new MessageChannel()
  const worker = new Worker(new URL(`./protocol-worker${ownEnding}`, import.meta.url), {
    name: 'issuefs protocol',
    workerData: { ...data, mail: mail.port2 } satisfies ProtocolWorkerData,
    transferList: [mail.port2],
    resourceLimits,
  })
  let left = false
  worker.on('message', (said: Said) => {
    if (said.said === 'left') left = true
    hear(said)
  })
  const ended = new Promise<'left' | 'crashed'>(resolve => {
    worker.on('error', thrown =>
      hear({ said: 'failed', problem: thrown instanceof Error ? thrown.message : String(thrown) }),
    )
    worker.on('exit', () => resolve(left ? 'left' : 'crashed'))
  })
  return { worker, mail: mail.port1, ended }
}

/** The notifier with the port to it. */
export interface NotifierThread {
  readonly worker: Worker
  readonly mail: MessagePort
  readonly ended: Promise<void>
}

export function startNotifierThread(
  data: Omit<NotifierData, 'mail'>,
  failed: (thrown: unknown) => void,
): NotifierThread {
  const mail = new MessageChannel()
  const worker = new Worker(new URL(`./notifier-worker${ownEnding}`, import.meta.url), {
    name: 'issuefs notifier',
    workerData: { ...data, mail: mail.port2 } satisfies NotifierData,
    transferList: [mail.port2],
    resourceLimits,
  })
  const ended = new Promise<void>(resolve => {
    worker.on('error', failed)
    worker.on('exit', () => resolve())
  })
  return { worker, mail: mail.port1, ended }
}
