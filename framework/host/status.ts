import type { ListedEdit } from '../journal/listed-edit.ts'
import type { LimitState } from '../layers/schedule.ts'
import type { TraceSnapshot } from '../layers/trace.ts'
import type { Router } from '../path/router.ts'
import type { ErrorKind } from '../source/error.ts'
import type { MountId, Problem } from '../store/contract.ts'
import type { StoreReader } from '../store/reader.ts'
import type { MountSync } from '../sync/mount.ts'

/**
 * What `issuefs status --json` and `.issuefs/status.json` say. Times are ISO 8601.
 *
 * @example
 * const late = host.status().mounts.filter(({ condition }) => condition !== 'fresh').map(({ name }) => name)
 */
export interface HostStatus {
  /** When the host was opened. */
  readonly started: string
  /** In the order in which they were given. */
  readonly mounts: readonly MountStatus[]
  /** The cache of all mounts. */
  readonly store: {
    /** The file of its database. */
    readonly path: string
    /** Files and folders of the tree, those that are in no listing included. */
    readonly files: number
    /** Sizes of all files together, as `stat` shows them; the database is smaller or larger. */
    readonly bytes: number
  }
  /** Edits that wait, and ones that are kept for a person; none on a mount that can only be read. */
  readonly edits: readonly ListedEdit[]
}

/**
 * `loading`: not everything has been listed, fetched and rendered yet. `fresh`: the last poll succeeded.
 * `offline`: the tracker can't be reached; what is stored is served. `failing`: it answers, but not as it should.
 */
export type MountCondition = 'loading' | 'fresh' | 'offline' | 'failing'

/** How one mount stands. Times are ISO 8601. */
export interface MountStatus {
  /** Its folder; `''` for the only one. */
  readonly name: string
  /** The plugin's name for itself, such as `jira`. */
  readonly source: string
  /** The tracker's address or name, as it was last connected; `''` before the first time. */
  readonly instance: string
  /** The name of the account; `''` for nobody, and before the first connection. */
  readonly account: string
  /** The word to watch: all else says why. */
  readonly condition: MountCondition
  /** When the tracker last answered a poll; undefined when it never has. */
  readonly asOf: string | undefined
  /** When its feeds are asked next; undefined when nothing is planned. */
  readonly nextPoll: string | undefined
  /** How many of its issues are in which state. */
  readonly issues: {
    /** Listed, fetched or not; without documents that are in no listing. */
    readonly known: number
    /** Still to be fetched. */
    readonly waiting: number
    /** Fetched, and still to be rendered. */
    readonly rendering: number
    /** Left alone for a while after a failure, or denied for good. */
    readonly failing: number
  }
  /** How far each listing has come since it was begun. */
  readonly listings: readonly {
    /** The feed or the route, and the folder. */
    readonly what: string
    /** Items read so far; twice where a source names some on several pages, as Jira Cloud does with the first ones. */
    readonly listed: number
    /** Items in all; undefined where the tracker does not say. */
    readonly total: number | undefined
    /** Whether its last page was read. */
    readonly finished: boolean
  }[]
  /** Empty where the tracker can't search. */
  readonly views: readonly {
    /** Its folder below `views/`. */
    readonly name: string
    /** In the tracker's own language. */
    readonly query: string
    /** Issues that it shows. */
    readonly issues: number
    /** Issues that its query finds and this mount does not have. */
    readonly leftOut: number
    /** When its query was last read to the end; undefined when nobody has entered it yet. */
    readonly asOf: string | undefined
  }[]
  /** Totals since this process started. */
  readonly requests: TraceSnapshot
  /** How the source's rate limits stand, in its order; the first one is charged by default. */
  readonly limits: readonly LimitState[]
  /** Why the last poll, listing or sweep failed; undefined as soon as one succeeds. */
  readonly lastError:
    | {
        /** What failed, as programs would see it. */
        readonly kind: ErrorKind
        /** For a person, without secrets. */
        readonly sentence: string
      }
    | undefined
  /** The first 20 issues that could not be fetched or rendered. */
  readonly problems: readonly (Problem & {
    /** The last part of the issue's key, such as `PROJ-1` or `34`. */
    readonly key: string
  })[]
}

export interface MountStatusParts {
  readonly read: StoreReader
  readonly mount: MountId
  readonly sync: MountSync
  readonly trace: TraceSnapshot
  readonly limits: readonly LimitState[]
  readonly router: Router
}

export function mountStatus({ read, mount, sync, trace, limits, router }: MountStatusParts): MountStatus {
  const row = read.mounts.mount(mount)!
  const issues = router.documents.filter(({ route }) => !route.hidden).map(({ route }) => route.path)
  const counts = read.entities.counts(mount, issues)
  const listings = read.progress.listings(mount).filter(({ kind }) => kind === 'load')
  const { lastError, lastPoll, nextPoll } = sync.state()
  const loading =
    listings.length === 0 ||
    listings.some(({ finished }) => finished === undefined) ||
    counts.wanted > counts.failing ||
    counts.dirty > 0
  const condition = lastError ? (lastError.kind === 'offline' ? 'offline' : 'failing') : loading ? 'loading' : 'fresh'
  return {
    name: row.name,
    source: row.source,
    instance: row.instance,
    account: row.accountName,
    condition,
    asOf: iso(Math.max(lastPoll, row.seen)),
    nextPoll: iso(nextPoll),
    issues: { known: counts.known, waiting: counts.wanted, rendering: counts.dirty, failing: counts.failing },
    listings: listings.map(({ what, listed, total, finished }) => ({
      what,
      listed,
      total,
      finished: finished !== undefined,
    })),
    views: sync.views().map(({ finished, ...view }) => ({ ...view, asOf: iso(finished) })),
    requests: trace,
    limits,
    lastError: lastError && { kind: lastError.kind, sentence: lastError.message },
    problems: read.entities
      .problems(mount, 20)
      .map(entity => ({ ...entity.problem!, key: String(Object.values(entity.key).at(-1)) })),
  }
}

function iso(at: number): string | undefined {
  return at > 0 && at < Number.MAX_SAFE_INTEGER ? new Date(at).toISOString() : undefined
}
