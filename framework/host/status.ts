import type { ListedEdit } from '../journal/listed-edit.ts'
import type { LimitState } from '../layers/schedule.ts'
import type { TraceSnapshot } from '../layers/trace.ts'
import type { Router } from '../path/router.ts'
import type { ErrorKind } from '../source/error.ts'
import type { MountId, Problem } from '../store/contract.ts'
import type { StoreReader } from '../store/reader.ts'
import type { MountSync } from '../sync/mount.ts'

/** What `issuefs status --json` and `.issuefs/status.json` say. Times are ISO 8601. */
export interface HostStatus {
  readonly started: string
  readonly mounts: readonly MountStatus[]
  readonly store: { readonly path: string; readonly files: number; readonly bytes: number }
  /** Edits that wait, and ones that are kept for a person; none on a mount that can only be read. */
  readonly edits: readonly ListedEdit[]
}

/**
 * `loading`: not everything has been listed, fetched and rendered yet. `fresh`: the last poll succeeded.
 * `offline`: the tracker can't be reached; what is stored is served. `failing`: it answers, but not as it should.
 */
export type MountCondition = 'loading' | 'fresh' | 'offline' | 'failing'

export interface MountStatus {
  readonly name: string
  readonly source: string
  readonly instance: string
  readonly account: string
  readonly condition: MountCondition
  /** When the tracker last answered a poll. */
  readonly asOf: string | undefined
  readonly nextPoll: string | undefined
  readonly issues: {
    readonly known: number
    readonly waiting: number
    readonly rendering: number
    readonly failing: number
  }
  readonly listings: readonly {
    readonly what: string
    readonly listed: number
    readonly total: number | undefined
    readonly finished: boolean
  }[]
  /** Views; `asOf` is missing from those that nobody has entered yet. */
  readonly views: readonly {
    readonly name: string
    readonly query: string
    /** Issues that it shows. */
    readonly issues: number
    /** Issues that its query finds and this mount does not have. */
    readonly leftOut: number
    readonly asOf: string | undefined
  }[]
  readonly requests: TraceSnapshot
  readonly limits: readonly LimitState[]
  readonly lastError: { readonly kind: ErrorKind; readonly sentence: string } | undefined
  /** The first few issues that could not be fetched or rendered. */
  readonly problems: readonly (Problem & { readonly key: string })[]
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
