import type { Priority } from '../source/call.ts'
import { SourceError } from '../source/error.ts'
import { cancelled } from './clock.ts'
import type { ExchangeContext } from './fetcher.ts'
import { mostUrgent, rankOf } from './priority.ts'

export interface CoalescerOptions<K, V> {
  /** Equal strings mean equal keys. */
  readonly keyOf: (key: K) => string
  /**
   * Answers several keys, in order. Its signal aborts when nobody waits for any of them; its priority is that of the most
   * urgent caller, and may rise while it runs.
   */
  readonly run: (keys: readonly K[], context: ExchangeContext) => Promise<readonly V[]>
  /** Most keys in one run. */
  readonly max: number
  /** Milliseconds in which near calls are gathered. @default until the next turn of the event loop */
  readonly delay?: number
  /** Most runs at a time. @default Infinity: the schedule paces them */
  readonly concurrency?: number
}

export interface Coalescer<K, V> {
  get(key: K, context: ExchangeContext): Promise<V>
}

interface Caller<V> {
  readonly context: ExchangeContext
  readonly answer: (value: V) => void
  readonly fail: (thrown: unknown) => void
}

interface Entry<K, V> {
  readonly key: K
  readonly callers: Set<Caller<V>>
  run?: Run<K, V>
}

interface Run<K, V> {
  readonly entries: readonly Entry<K, V>[]
  readonly abort: AbortController
}

/**
 * Joins equal calls, under way or not, and makes one run of near ones, the most urgent first. A run that fails fails its
 * own keys only. A caller who gives up leaves; the run is aborted when the last one has left.
 */
export function createCoalescer<K, V>(options: CoalescerOptions<K, V>): Coalescer<K, V> {
  const { keyOf, run, max, delay, concurrency = Number.POSITIVE_INFINITY } = options
  const entries = new Map<string, Entry<K, V>>()
  const gathered = new Set<Entry<K, V>>()
  let running = 0
  let planned = false

  function plan(): void {
    if (planned) return
    planned = true
    const flush = (): void => {
      planned = false
      startRuns()
    }
    if (delay === undefined) setImmediate(flush)
    else setTimeout(flush, delay)
  }

  function startRuns(): void {
    if (running >= concurrency) return
    const ranked = [...gathered].map(entry => ({ entry, rank: rankOf(urgencyOf([entry])) }))
    const order = ranked.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry)
    for (let from = 0; from < order.length && running < concurrency; from += max)
      void start(order.slice(from, from + max))
  }

  async function start(batch: readonly Entry<K, V>[]): Promise<void> {
    const current: Run<K, V> = { entries: batch, abort: new AbortController() }
    running++
    for (const entry of batch) {
      gathered.delete(entry)
      entry.run = current
    }
    const context: ExchangeContext = {
      signal: current.abort.signal,
      get priority() {
        return urgencyOf(batch)
      },
    }
    try {
      const values = await run(
        batch.map(entry => entry.key),
        context,
      )
      if (values.length !== batch.length) throw miscounted(batch.length, values.length)
      batch.forEach((entry, index) => {
        settle(entry, caller => caller.answer(values[index] as V))
      })
    } catch (thrown) {
      for (const entry of batch) settle(entry, caller => caller.fail(thrown))
    } finally {
      running--
      if (gathered.size > 0 && !planned) startRuns()
    }
  }

  function settle(entry: Entry<K, V>, tell: (caller: Caller<V>) => void): void {
    forget(entry)
    for (const caller of entry.callers) tell(caller)
    entry.callers.clear()
  }

  /** An entry that was given up may have a successor under its name. */
  function forget(entry: Entry<K, V>): void {
    const name = keyOf(entry.key)
    if (entries.get(name) === entry) entries.delete(name)
  }

  function leave(entry: Entry<K, V>, caller: Caller<V>): void {
    entry.callers.delete(caller)
    if (entry.callers.size > 0) return
    if (!entry.run) {
      gathered.delete(entry)
      forget(entry)
    } else if (entry.run.entries.every(({ callers }) => callers.size === 0)) {
      entry.run.entries.forEach(forget)
      entry.run.abort.abort(cancelled())
    }
  }

  function entryOf(key: K): Entry<K, V> {
    const name = keyOf(key)
    const known = entries.get(name)
    if (known) return known
    const entry: Entry<K, V> = { key, callers: new Set() }
    entries.set(name, entry)
    gathered.add(entry)
    if (running < concurrency) plan()
    return entry
  }

  return {
    get: (key, context) =>
      new Promise((resolve, reject) => {
        const { signal } = context
        if (signal.aborted) return reject(cancelled())
        const entry = entryOf(key)
        const done = (): void => signal.removeEventListener('abort', abandon)
        const caller: Caller<V> = {
          context,
          answer: value => {
            done()
            resolve(value)
          },
          fail: thrown => {
            done()
            reject(thrown)
          },
        }
        function abandon(): void {
          leave(entry, caller)
          reject(cancelled())
        }
        entry.callers.add(caller)
        signal.addEventListener('abort', abandon, { once: true })
      }),
  }
}

/** Of a gathered entry or a whole run, as its callers stand now. */
function urgencyOf(entries: readonly Pick<Entry<unknown, never>, 'callers'>[]): Priority {
  return mostUrgent(prioritiesOf(entries))
}

function* prioritiesOf(entries: readonly Pick<Entry<unknown, never>, 'callers'>[]): Iterable<Priority> {
  for (const { callers } of entries) for (const { context } of callers) yield context.priority
}

function miscounted(wanted: number, got: number): SourceError {
  return new SourceError('unexpected', `The plugin gave ${got} answers to ${wanted} wants.`)
}
