import { SourceError } from '../source/error.ts'
import type { RateLimit } from '../source/limits.ts'
import { type Bucket, createBucket } from './bucket.ts'
import type { Clock } from './clock.ts'
import type { Exchange, Layer } from './fetcher.ts'
import { isRateLimited, wantedWait } from './limit-headers.ts'
import { createQueue, type Queue } from './queue.ts'
import { waitRemedy } from './response-error.ts'

/** How a limit stands. */
export interface LimitState {
  /** As the source names it; `default` for a source that has none. */
  readonly name: string
  /** Requests per second. */
  readonly rate: number
  /** Requests that may go at once after a rest. */
  readonly burst: number
  /** Requests that may be under way at once. */
  readonly concurrency: number
  /** Tokens at hand; below 0 while something expensive is paid off. */
  readonly tokens: number
  /** Requests under way. */
  readonly active: number
  /** Requests that wait for their turn. */
  readonly waiting: number
  /** Milliseconds until the tracker wants to be asked again; 0 when it may be asked. */
  readonly paused: number
}

export interface Schedule {
  readonly layer: Layer
  states(): readonly LimitState[]
}

export interface ScheduleOptions {
  /** @default one limit that holds back nothing but more than 4 requests at once */
  readonly limits?: readonly RateLimit[]
  readonly clock: Clock
  /** Milliseconds above which waiting for a pause to end is refused. */
  readonly longestWait: number
  /** Told of the milliseconds each request waited for its turn. */
  readonly onWaited?: (milliseconds: number) => void
}

interface Gate {
  readonly limit: Required<RateLimit>
  readonly bucket: Bucket
  readonly queue: Queue
}

const unlimited: RateLimit = { name: 'default', rate: 1000 }

/** Milliseconds everybody holds back when the tracker says "too many" but not for how long. */
const breather = 1000

/**
 * Paces requests: each pays its cost to the limit it names, and holds one of the limit's places until its headers are
 * there. Reading the body holds no place: a reader that stops in the middle would block all others.
 *
 * A refusal for asking too much, or an answer that says nothing remains, pauses the whole limit. While the pause would
 * last longer than `longestWait`, requests fail at once as `rate-limited`.
 */
export function createSchedule(options: ScheduleOptions): Schedule {
  const { clock, longestWait, onWaited } = options
  const limits = options.limits?.length ? options.limits : [unlimited]
  const gates = new Map(limits.map(limit => [limit.name, createGate(limit, clock, longestWait)]))

  function gateOf(name = limits[0]?.name ?? ''): Gate {
    const gate = gates.get(name)
    if (!gate) throw new SourceError('invalid', `The plugin has no rate limit with the name ${name}.`)
    return gate
  }

  const layer: Layer = next => async (exchange, context) => {
    const gate = gateOf(exchange.limit)
    const since = clock.elapsed()
    let leave: () => void
    try {
      leave = await gate.queue.enter(exchange.cost, context)
    } finally {
      onWaited?.(clock.elapsed() - since)
    }
    try {
      const response = await next(exchange, context)
      heed(gate, exchange, response, clock.now())
      return response
    } finally {
      leave()
    }
  }

  return { layer, states: () => [...gates.values()].map(stateOf) }
}

function createGate(given: RateLimit, clock: Clock, longestWait: number): Gate {
  const limit: Required<RateLimit> = { burst: Math.max(1, given.rate), concurrency: 4, ...given }
  if (!(limit.rate > 0 && limit.burst > 0 && limit.concurrency >= 1)) {
    throw new SourceError('invalid', `The rate limit ${limit.name} would let nothing through.`)
  }
  const bucket = createBucket(limit.rate, limit.burst, clock)
  const refuse = (): SourceError | undefined => {
    const retryAfter = bucket.paused()
    return retryAfter > longestWait
      ? new SourceError('rate-limited', waitRemedy(retryAfter), { retryAfter })
      : undefined
  }
  return { limit, bucket, queue: createQueue({ limit, bucket, clock, refuse }) }
}

function heed({ bucket, queue }: Gate, exchange: Exchange, response: Response, now: number): void {
  if (exchange.cost === 0) return
  const limited = isRateLimited(response)
  if (!limited && response.status >= 500) return
  const wait = wantedWait(response, now) || (limited ? breather : 0)
  if (wait === 0) return
  bucket.pause(wait)
  queue.reconsider()
}

function stateOf({ limit, bucket, queue }: Gate): LimitState {
  const { name, rate, burst, concurrency } = limit
  const { active, waiting } = queue
  return { name, rate, burst, concurrency, tokens: bucket.tokens(), active, waiting, paused: bucket.paused() }
}
