/** The memory that the three threads share: 32-bit numbers, each written as its comment says. */
export const signals = {
  /** Grows with each message for the protocol worker. */
  protocolMail: 0,
  /** Grows with each message for the notifier; it sleeps on it. */
  notifierMail: 1,
  /** Grows with each file whose beginning is read. */
  reads: 2,
  /** The inode that was read last. */
  lastRead: 3,
  /** 1: the protocol worker leaves at the next request. */
  stop: 4,
  /** 1 while the notifier wants to be woken by a read. */
  awaitsReads: 5,
  /** 1: the notifier leaves. It goes first: what it waits for in the kernel only the protocol worker can answer. */
  stopNotifier: 6,
  /** 1 once it has left. */
  notifierLeft: 7,
  /** Grows, and wraps, with each order of the main thread that the notifier has carried out; that is waited for. */
  carriedOut: 8,
} as const

export type Signals = Int32Array<SharedArrayBuffer>

export function createSignals(): Signals {
  return new Int32Array(new SharedArrayBuffer(Object.keys(signals).length * Int32Array.BYTES_PER_ELEMENT))
}
