import type { SourceError } from '../source/error.ts'
import type { TrackerConnection } from './connection.ts'
import type { SyncContext } from './context.ts'
import { backOff, hasCome } from './freshness.ts'
import { asSourceError, longestRest } from './keep-running.ts'

/** Something that has to be done again and again. Times are milliseconds since 1970 UTC. */
export interface Chore {
  readonly name: string
  readonly due: number
  run(): Promise<void>
}

/** Does what is due. A chore that fails is left alone for a while and never keeps the others from being done. */
export interface Chores {
  /** One turn. Gives when the next one is due. */
  turn(chores: () => readonly Chore[]): Promise<number>
  /** Why the chores that failed last failed. */
  error(): SourceError | undefined
  /** Chores that failed are due again. */
  forgive(): void
}

interface Failure {
  readonly error: SourceError
  readonly count: number
  readonly rest: number
  readonly until: number
}

/** Errors after which every other chore would fail too. */
const general = new Set<SourceError['kind']>(['offline', 'rate-limited', 'full'])

export function createChores(context: SyncContext, connection: Pick<TrackerConnection, 'confirm'>): Chores {
  const failures = new Map<string, Failure>()
  const dueOf = ({ name, due }: Chore): number => {
    const failure = failures.get(name)
    return failure && !hasCome(failure.until, context.now(), failure.rest) ? Math.max(due, failure.until) : due
  }

  function failed(name: string, thrown: unknown): SourceError {
    const error = asSourceError(thrown)
    const count = (failures.get(name)?.count ?? 0) + 1
    const rest = Math.max(Math.min(backOff(count, undefined), longestRest), error.retryAfter ?? 0)
    failures.set(name, { error, count, rest, until: context.now() + rest })
    context.report(error)
    return error
  }

  /** Whether the tracker lets us in, though it has refused a chore. */
  function isAdmitted(): Promise<boolean> {
    return connection.confirm().then(
      () => true,
      () => false,
    )
  }

  return {
    async turn(chores) {
      const due = chores().filter(chore => dueOf(chore) <= context.now())
      for (const chore of due) {
        try {
          await chore.run()
          failures.delete(chore.name)
        } catch (thrown) {
          if (context.signal.aborted) return Number.POSITIVE_INFINITY
          const { kind } = failed(chore.name, thrown)
          if (general.has(kind) || (kind === 'denied' && !(await isAdmitted()))) break
        }
      }
      const left = chores()
      const names = new Set(left.map(({ name }) => name))
      for (const name of failures.keys()) if (!names.has(name)) failures.delete(name)
      return Math.min(Number.POSITIVE_INFINITY, ...left.map(dueOf))
    },
    error: () => [...failures.values()].at(-1)?.error,
    forgive() {
      for (const [name, failure] of failures) {
        if ((failure.error.retryAfter ?? 0) === 0) failures.set(name, { ...failure, until: 0 })
      }
    },
  }
}
