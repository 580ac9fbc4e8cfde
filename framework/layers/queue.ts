import type { RateLimit } from '../source/limits.ts'
import type { Bucket } from './bucket.ts'
import { type Clock, cancelled } from './clock.ts'
import type { ExchangeContext } from './fetcher.ts'
import { rankOf } from './priority.ts'

/** Who may go next, under one limit. */
export interface Queue {
  /** Resolves when it is the caller's turn; the function it gives must be called once, when the request is done. */
  enter(cost: number, context: ExchangeContext): Promise<() => void>
  /** To be called when the bucket was paused: what waits is reckoned again. */
  reconsider(): void
  readonly active: number
  readonly waiting: number
}

export interface QueueOptions {
  readonly limit: Required<RateLimit>
  readonly bucket: Bucket
  readonly clock: Clock
  /** The error for those who would wait too long for a pause to end, or undefined while the pause is bearable. */
  readonly refuse: () => Error | undefined
}

interface Waiter {
  readonly cost: number
  readonly context: ExchangeContext
  readonly go: () => void
  readonly fail: (error: Error) => void
}

/** Every so many turns the one goes that has waited longest, so that the least urgent work never starves. */
const fairTurn = 8

/** The most urgent goes first, the oldest of equals before the others; a priority that rises while it waits counts. */
export function createQueue({ limit, bucket, clock, refuse }: QueueOptions): Queue {
  const waiters = new Set<Waiter>()
  let active = 0
  let turns = 0
  let alarm: { readonly at: number; readonly stop: AbortController } | undefined

  function pump(): void {
    const refused = refuse()
    if (refused) for (const waiter of waiters) waiter.fail(refused)
    while (waiters.size > 0 && active < limit.concurrency) {
      const waiter = chosen()
      const wait = bucket.waitFor(waiter.cost)
      if (wait > 0) {
        wake(wait)
        break
      }
      bucket.take(waiter.cost)
      active++
      turns++
      waiter.go()
    }
    if (waiters.size === 0) silence()
  }

  function chosen(): Waiter {
    let best = waiters.values().next().value as Waiter
    if (turns % fairTurn === fairTurn - 1) return best
    for (const waiter of waiters) {
      if (rankOf(waiter.context.priority) < rankOf(best.context.priority)) best = waiter
      if (rankOf(best.context.priority) === 0) break
    }
    return best
  }

  function wake(wait: number): void {
    const at = clock.elapsed() + wait
    if (alarm && alarm.at <= at) return
    silence()
    const stop = new AbortController()
    alarm = { at, stop }
    clock.sleep(wait, stop.signal).then(
      () => {
        if (alarm?.stop === stop) alarm = undefined
        pump()
      },
      () => {},
    )
  }

  function silence(): void {
    alarm?.stop.abort()
    alarm = undefined
  }

  /** Whether something of this cost need not wait for the alarm, which may be set for what costs more. */
  function maySooner(cost: number): boolean {
    const wait = bucket.waitFor(cost)
    // Waits are rounded up to whole milliseconds.
    return !alarm || wait === 0 || clock.elapsed() + wait + 1 < alarm.at
  }

  function leave(): void {
    active--
    pump()
  }

  return {
    enter: (cost, context) =>
      new Promise((resolve, reject) => {
        if (context.signal.aborted) return reject(cancelled())
        const waiter: Waiter = {
          cost,
          context,
          go: () => {
            depart()
            resolve(leave)
          },
          fail: error => {
            depart()
            reject(error)
          },
        }
        function depart(): void {
          waiters.delete(waiter)
          context.signal.removeEventListener('abort', abandon)
        }
        function abandon(): void {
          waiter.fail(cancelled())
          if (waiters.size === 0) silence()
        }
        context.signal.addEventListener('abort', abandon, { once: true })
        waiters.add(waiter)
        if (maySooner(cost)) pump()
      }),
    reconsider: pump,
    get active() {
      return active
    },
    get waiting() {
      return waiters.size
    },
  }
}
