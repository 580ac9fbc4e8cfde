import { backOff, hasCome } from '../sync/freshness.ts'
import type { Outcome } from './attempt.ts'

/** Sends the edits of a mount: those of one issue in order, several issues at once. */
export interface Queue {
  /** Adds an edit of a subject behind the others of it; one that is held is not sent before its release or `next`. */
  add(number: number, subject: string, how?: 'held'): void
  release(number: number): void
  /**
   * Resolves with what comes of the next attempt to send it, which is made as soon as those before it are done, whatever
   * has failed lately. `undefined` when the mount goes before.
   */
  next(number: number): Promise<Outcome | undefined>
  has(number: number): boolean
  /** Whether edits of a subject wait or are being sent. */
  isBusy(subject: string): boolean
  /** What waits of a subject is of another one, and goes before what waits of that. */
  join(subject: string, into: string): void
  /** Takes an edit out again; false when it is being sent. */
  take(number: number): boolean
  /** Tries now what waits because it failed: all, or only what failed because the tracker could not be reached. */
  wake(which: 'all' | 'unreached'): void
  /** Resolves when nothing is under way. */
  stop(): Promise<void>
}

/** Milliseconds after which a failed edit is tried again at the latest. */
const longestRest = 60_000

/** Milliseconds after which sending begins though ever more saves come. */
const longestPause = 5000

/** How many issues are written at once. */
const mostAtOnce = 6

interface Line {
  readonly numbers: number[]
  running: boolean
  /** Milliseconds since 1970 UTC. */
  until: number
  /** How long that was from when it was set, in milliseconds: clocks are set back. */
  rest: number
  failures: number
  /** Whether the last attempt failed because the tracker could not be reached. */
  unreached: boolean
}

/**
 * @param run one attempt; gives what came of it, and never throws
 * @param pause milliseconds after which what nobody waits for is sent, so that many saves at once are taken first
 */
export function createQueue(run: (number: number) => Promise<Outcome>, now: () => number, pause: number): Queue {
  const lines = new Map<string, Line>()
  const subjects = new Map<number, string>()
  const waiting = new Map<number, ((outcome: Outcome | undefined) => void)[]>()
  const held = new Set<number>()
  const running = new Set<Promise<void>>()
  let timer: NodeJS.Timeout | undefined
  let starting: NodeJS.Timeout | undefined
  /** When the first of the saves came that are taken before any is sent. */
  let firstAdded = 0
  let stopped = false

  function tell(number: number, outcome: Outcome | undefined): void {
    for (const resolve of waiting.get(number) ?? []) resolve(outcome)
    waiting.delete(number)
  }

  function lineOf(subject: string): Line {
    const line = lines.get(subject) ?? { numbers: [], running: false, until: 0, rest: 0, failures: 0, unreached: false }
    lines.set(subject, line)
    return line
  }

  async function work(subject: string, line: Line): Promise<void> {
    const number = line.numbers[0]!
    const outcome = await run(number)
    line.running = false
    if (outcome.state === 'pending') {
      line.failures++
      line.unreached = outcome.error.kind === 'offline' || outcome.error.kind === 'deadline'
      line.rest = Math.max(Math.min(backOff(line.failures, undefined), longestRest), outcome.error.retryAfter ?? 0)
      line.until = now() + line.rest
      // Those behind it can't be sent before it.
      for (const behind of line.numbers.slice(1)) tell(behind, outcome)
    } else {
      line.numbers.shift()
      line.failures = 0
      line.until = 0
      subjects.delete(number)
      if (line.numbers.length === 0) lines.delete(subject)
    }
    tell(number, outcome)
  }

  function turn(): void {
    if (stopped || starting) return
    clearTimeout(timer)
    let soonest = Number.POSITIVE_INFINITY
    for (const [subject, line] of lines) {
      if (line.running || held.has(line.numbers[0]!)) continue
      if (running.size >= mostAtOnce) break
      if (!hasCome(line.until, now(), line.rest)) {
        soonest = Math.min(soonest, line.until)
        continue
      }
      line.running = true
      const made: Promise<void> = work(subject, line).finally(() => {
        running.delete(made)
        turn()
      })
      running.add(made)
    }
    if (Number.isFinite(soonest)) timer = setTimeout(turn, Math.max(soonest - now(), 1))
  }

  /** Sends now, whatever else may come. */
  function start(): void {
    clearTimeout(starting)
    starting = undefined
    turn()
  }

  /** Sends when no more saves come for a while: taking them and sending them share a thread. */
  function startLater(): void {
    const present = performance.now()
    if (!starting) firstAdded = present
    clearTimeout(starting)
    starting = setTimeout(start, Math.max(0, Math.min(pause, firstAdded + longestPause - present)))
  }

  function end(): void {
    clearTimeout(starting)
    stopped = true
    clearTimeout(timer)
    for (const number of waiting.keys()) tell(number, undefined)
  }

  return {
    add(number, subject, how) {
      if (how === 'held') held.add(number)
      lineOf(subject).numbers.push(number)
      subjects.set(number, subject)
      if (pause === 0) queueMicrotask(turn)
      else startLater()
    },
    release(number) {
      if (held.delete(number)) startLater()
    },
    next(number) {
      held.delete(number)
      const line = lines.get(subjects.get(number) ?? '')
      if (stopped || !line) return Promise.resolve(undefined)
      line.until = 0
      queueMicrotask(start)
      return new Promise(resolve => waiting.set(number, [...(waiting.get(number) ?? []), resolve]))
    },
    has: number => subjects.has(number),
    isBusy: subject => lines.has(subject),
    join(subject, into) {
      const line = lines.get(subject)
      const moved = line?.numbers.splice(line.running ? 1 : 0) ?? []
      if (moved.length === 0) return
      if (line?.numbers.length === 0) lines.delete(subject)
      const target = lineOf(into)
      target.numbers.splice(target.running ? 1 : 0, 0, ...moved)
      for (const number of moved) subjects.set(number, into)
    },
    take(number) {
      const subject = subjects.get(number)
      const line = lines.get(subject ?? '')
      if (subject === undefined || !line) return true
      const at = line.numbers.indexOf(number)
      if (line.running && at === 0) return false
      line.numbers.splice(at, 1)
      subjects.delete(number)
      held.delete(number)
      if (line.numbers.length === 0) lines.delete(subject)
      return true
    },
    wake(which) {
      for (const line of lines.values()) if (which === 'all' || line.unreached) line.until = 0
      if (which === 'all') start()
      else turn()
    },
    async stop() {
      end()
      await Promise.allSettled(running)
    },
  }
}
