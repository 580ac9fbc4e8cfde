import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { createCrashes } from './crashes.ts'
import { post } from './mailbox.ts'
import type { Order } from './messages.ts'
import { type Signals, signals } from './signals.ts'
import { type NotifierThread, startNotifierThread } from './threads.ts'

/** The main thread's side of the notifier: a thread that is replaced when it dies, and told again what it had not done. */
export interface Notifier {
  order(order: Order): void
  /** Resolves when all that was ordered so far is carried out, or `longestSettling` is over. */
  settled(): Promise<void>
  /** Gives the end of a new line to the notifier of now, for a protocol worker that is to order from it. */
  line(): MessagePort
  /** Tells it to leave. It is not replaced any more. */
  stop(): void
  /** The thread of now, which tests kill. */
  thread(): NotifierThread
}

export interface NotifierOptions {
  readonly device: number
  readonly storePath: string
  readonly signals: Signals
  /** Another thread is there: the lines to the one before are dead. */
  replaced(): void
  report(thrown: unknown): void
}

/** How long is waited at most for orders to be carried out, milliseconds. */
const longestSettling = 1000

/** So many orders more are kept before it is looked which of them are done. */
const someOrders = 64

export function createNotifier(options: NotifierOptions): Notifier {
  const { signals: shared } = options
  const crashes = createCrashes()
  let stopped = false
  /** What is not known to be done, in order; the first of it has the number `first`. */
  let waiting: Order[] = []
  let first = 0
  let enough = someOrders
  let thread = start()

  function start(): NotifierThread {
    const { device, storePath } = options
    const started = startNotifierThread({ device, storePath, signals: shared }, options.report)
    started.ended.then(() => {
      if (!stopped) setTimeout(replace, crashes.pause())
    })
    return started
  }

  /** Saying something twice does no harm. */
  function replace(): void {
    if (stopped) return
    thread.mail.close()
    thread = start()
    dropDone()
    for (const order of waiting) tell(order)
    options.replaced()
  }

  function dropDone(): void {
    const done = Atomics.load(shared, signals.carriedOut)
    waiting = waiting.slice((done - first) | 0)
    first = done
    enough = waiting.length * 2 + someOrders
  }

  function tell(order: Order, moved: readonly MessagePort[] = []): void {
    post(thread.mail, shared, signals.notifierMail, order, moved)
  }

  return {
    order(order) {
      if (waiting.length >= enough) dropDone()
      waiting.push(order)
      tell(order)
    },
    async settled() {
      const last = (first + waiting.length) | 0
      const end = performance.now() + longestSettling
      for (let left = longestSettling; left > 0 && !stopped; left = end - performance.now()) {
        const done = Atomics.load(shared, signals.carriedOut)
        if (((done - last) | 0) >= 0) return
        await Atomics.waitAsync(shared, signals.carriedOut, done, left).value
      }
    },
    line() {
      const { port1, port2 } = new MessageChannel()
      tell({ order: 'listen', port: port2 }, [port2])
      return port1
    },
    stop() {
      stopped = true
      Atomics.store(shared, signals.stopNotifier, 1)
      Atomics.add(shared, signals.notifierMail, 1)
      Atomics.notify(shared, signals.notifierMail)
    },
    thread: () => thread,
  }
}
