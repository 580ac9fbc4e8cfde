import type { MountId, Problem } from './contract.ts'
import type { Statements } from './database.ts'

/** Where a feed stands. Times are milliseconds since 1970 UTC. */
export interface FeedState {
  readonly feed: string
  readonly cursor: string
  /** When it was last asked. */
  readonly polled: number
  /** When it last had news. */
  readonly changed: number
}

/** How far a listing has come. */
export interface ListingState {
  /** A route or feed with its scope. */
  readonly what: string
  /** Of a `view`, `listed` counts the issues it shows and `total` those that its query finds. */
  readonly kind: 'load' | 'sweep' | 'view'
  readonly cursor: string | undefined
  readonly listed: number
  readonly total: number | undefined
  readonly started: number
  readonly finished: number | undefined
}

export interface ProgressReader {
  feed(mount: MountId, feed: string): FeedState | undefined
  feeds(mount: MountId): readonly FeedState[]
  listing(mount: MountId, what: string, kind: ListingState['kind']): ListingState | undefined
  listings(mount: MountId): readonly ListingState[]
  /** Why a name is not there, when the tracker said so. */
  absence(parent: number, name: string): Problem | undefined
}

export interface ProgressWriter {
  setFeed(mount: MountId, state: FeedState): void
  /** Forgets how far the listings of a folder and below it have come. */
  forgetListings(mount: MountId, path: string): void
  setListing(mount: MountId, state: ListingState): void
  setAbsence(parent: number, name: string, problem: Problem | undefined): void
  /** Forgets why names are not in a folder: the folder goes, or somebody else looks at it. */
  clearAbsences(parent: number): void
}

interface ListingRow extends Omit<ListingState, 'cursor' | 'total' | 'finished'> {
  readonly cursor: string | null
  readonly total: number | null
  readonly finished: number | null
}

const columns = 'what, kind, cursor, listed, total, started, finished'

export function createProgressReader(sql: Statements): ProgressReader {
  const listing = (row: ListingRow): ListingState => ({
    ...row,
    cursor: row.cursor ?? undefined,
    total: row.total ?? undefined,
    finished: row.finished ?? undefined,
  })
  return {
    feed: (mount, feed) =>
      sql.get<FeedState>('SELECT feed, cursor, polled, changed FROM cursors WHERE mount = ? AND feed = ?', mount, feed),
    feeds: mount =>
      sql.all<FeedState>('SELECT feed, cursor, polled, changed FROM cursors WHERE mount = ? ORDER BY feed', mount),
    listing(mount, what, kind) {
      const row = sql.get<ListingRow>(
        `SELECT ${columns} FROM listings WHERE mount = ? AND what = ? AND kind = ?`,
        mount,
        what,
        kind,
      )
      return row && listing(row)
    },
    listings: mount =>
      sql.all<ListingRow>(`SELECT ${columns} FROM listings WHERE mount = ? ORDER BY what, kind`, mount).map(listing),
    absence(parent, name) {
      const row = sql.get<{ problem: string }>(
        'SELECT problem FROM absences WHERE parent = ? AND name = ?',
        parent,
        name,
      )
      return row && (JSON.parse(row.problem) as Problem)
    },
  }
}

export function createProgressWriter(sql: Statements): ProgressWriter {
  return {
    setFeed(mount, { feed, cursor, polled, changed }) {
      sql.run(
        'INSERT OR REPLACE INTO cursors (mount, feed, cursor, polled, changed) VALUES (?, ?, ?, ?, ?)',
        mount,
        feed,
        cursor,
        polled,
        changed,
      )
    },
    setListing(mount, state) {
      sql.run(
        `INSERT OR REPLACE INTO listings (mount, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        mount,
        state.what,
        state.kind,
        state.cursor ?? null,
        state.listed,
        state.total ?? null,
        state.started,
        state.finished ?? null,
      )
    },
    forgetListings(mount, path) {
      sql.run(
        `DELETE FROM listings WHERE mount = ?1 AND (substr(what, -length(?2)) = ?2 OR instr(what, ?2 || '/') > 0)`,
        mount,
        ` ${path}`,
      )
    },
    setAbsence(parent, name, problem) {
      if (problem)
        sql.run(
          'INSERT OR REPLACE INTO absences (parent, name, problem) VALUES (?, ?, ?)',
          parent,
          name,
          JSON.stringify(problem),
        )
      else sql.run('DELETE FROM absences WHERE parent = ? AND name = ?', parent, name)
    },
    clearAbsences(parent) {
      sql.run('DELETE FROM absences WHERE parent = ?', parent)
    },
  }
}
