import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { Signals } from './signals.ts'

/** Sends to a thread that has no event loop to speak of. */
export function post<Message>(
  port: MessagePort,
  signals: Signals,
  counter: number,
  message: Message,
  moved: readonly MessagePort[] = [],
): void {
  port.postMessage(message, moved)
  Atomics.add(signals, counter, 1)
  Atomics.notify(signals, counter)
}

/**
 * Gives what has arrived since the last call, in the order of each sender. When nothing has, it costs one load from
 * memory.
 */
export function createInbox<Message>(
  ports: readonly MessagePort[],
  signals: Signals,
  counter: number,
): (take: (message: Message) => void) => void {
  let seen = 0
  return take => {
    const now = Atomics.load(signals, counter)
    if (now === seen) return
    seen = now
    for (const port of ports) {
      for (let received = receiveMessageOnPort(port); received; received = receiveMessageOnPort(port))
        take(received.message as Message)
    }
  }
}
