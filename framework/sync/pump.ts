import { isSourceError, type SourceError } from '../source/error.ts'
import type { EntityId } from '../store/contract.ts'
import type { TrackerConnection } from './connection.ts'
import type { SyncContext } from './context.ts'
import type { Fetching } from './fetch.ts'
import { backOff, hasCome, longestBackOff } from './freshness.ts'
import { longestRest } from './keep-running.ts'
import { longestSleep, sleep } from './sleep.ts'

/** How many batches are under way, and how many entities each may hold. */
const parallel = 6
const most = 100

/** Fetches whatever is wanted and nobody waits for, newest first, once the tracker has said who we are. */
export interface Pump {
  /** Says that there may be something to fetch. */
  kick(): void
  /** Says that the tracker answers again. */
  resume(): void
  /** Why what was fetched can't be kept, until it can: the disk is full. What the tracker refuses, the polls find out too. */
  full(): SourceError | undefined
  /** Runs until the mount goes. */
  run(): Promise<void>
}

export function createPump(context: SyncContext, connection: TrackerConnection, fetching: Fetching): Pump {
  const underWay = new Set<EntityId>()
  let wake = new AbortController()
  let running = 0
  let failures = 0
  let pausedUntil = 0
  let full: SourceError | undefined

  function next(): readonly EntityId[] {
    const { mount } = context.mount()
    const wanted = context.store.read.entities.wanted(mount, context.now(), most * (parallel + 1))
    const free = wanted.filter(({ entity }) => !underWay.has(entity))
    const route = free[0]?.route
    return free
      .filter(entity => entity.route === route)
      .slice(0, most)
      .map(({ entity }) => entity)
  }

  async function fetchSome(entities: readonly EntityId[]): Promise<void> {
    running++
    for (const entity of entities) underWay.add(entity)
    try {
      await fetching.fetch(entities, { signal: context.signal, priority: 'prefetch' })
      failures = 0
      full = undefined
    } catch (thrown) {
      if (context.signal.aborted) return
      if (isSourceError(thrown) && thrown.kind === 'full') full = thrown
      failures++
      const retryAfter = isSourceError(thrown) ? (thrown.retryAfter ?? 0) : 0
      pausedUntil = context.now() + Math.max(Math.min(backOff(failures, undefined), longestRest), retryAfter)
      if (isSourceError(thrown)) context.report(thrown)
    } finally {
      running--
      for (const entity of entities) underWay.delete(entity)
      wake.abort()
    }
  }

  return {
    kick: () => wake.abort(),
    full: () => full,
    resume() {
      failures = 0
      pausedUntil = 0
      wake.abort()
    },
    async run() {
      while (!context.signal.aborted) {
        wake = new AbortController()
        const paused = hasCome(pausedUntil, context.now(), longestBackOff) ? 0 : pausedUntil - context.now()
        const entities = connection.connected && running < parallel && paused <= 0 ? next() : []
        if (entities.length > 0) {
          void fetchSome(entities)
          continue
        }
        const retry = connection.connected ? context.store.read.entities.nextRetry(context.mount().mount) : undefined
        const pause =
          paused > 0 ? paused : running > 0 || retry === undefined ? longestSleep : Math.max(retry - context.now(), 10)
        await sleep(Math.min(pause, longestSleep), AbortSignal.any([wake.signal, context.signal]))
      }
    },
  }
}
