import type { AnyKey } from '../source/key.ts'
import type { EntityId, EntityRow, MountId, Problem } from './contract.ts'
import type { Statements } from './database.ts'
import { createLineReader, type IndexLine, type LineReader } from './lines.ts'

export type { IndexLine } from './lines.ts'

interface Row {
  readonly entity: number
  readonly mount: number
  readonly route: string
  readonly id: string
  readonly key: string
  readonly validator: string | null
  readonly modified: number
  readonly body: string | null
  readonly missing: string | null
  readonly wanted: number
  readonly dirty: number
  readonly changes: number
  readonly failures: number
  readonly retryAt: number
  readonly problem: string | null
  readonly fetched: number
  readonly covered: number
}

const columns =
  'entity, mount, route, id, key, validator, modified, body, missing, wanted, dirty, changes, failures, retryAt, problem, fetched, covered'

/** Milliseconds for which one is left alone at most: a time further away was set before the clock was, and has come. */
const longestRest = 3_600_000

/** What is known of an entity after a listing, a delta or a fetch. */
export interface EntityChange {
  readonly mount: MountId
  readonly route: string
  readonly id: string
  readonly key: AnyKey
  readonly validator?: string | undefined
  readonly modified?: number | undefined
  /** JSON. */
  readonly body?: string | undefined
  readonly missing?: readonly string[] | undefined
  /** Whether it has to be fetched. */
  readonly wanted: boolean
}

export interface EntityReader extends LineReader {
  entity(entity: EntityId): EntityRow | undefined
  byId(mount: MountId, route: string, id: string): EntityRow | undefined
  /** Those to be fetched, newest first. */
  wanted(mount: MountId, now: number, limit: number): readonly WantedEntity[]
  /** Those to be rendered. */
  dirty(mount: MountId, limit: number): readonly EntityRow[]
  /** The entity, if it is to be rendered. */
  dirtyEntity(entity: EntityId): EntityRow | undefined
  /** When the next wanted one may be asked for again, or `undefined`. */
  nextRetry(mount: MountId): number | undefined
  /** @param routes those whose entities count as known, such as issues without their histories. @default all */
  counts(mount: MountId, routes?: readonly string[]): EntityCounts
  /** Whether one is to be rendered, or to be fetched and not left alone for now. */
  busy(mount: MountId, now: number): boolean
  /** Entities of a route that no answer has named since a time. */
  unseen(mount: MountId, route: string, since: number): readonly EntityRow[]
  problems(mount: MountId, limit: number): readonly EntityRow[]
  /** Those whose files show an edit instead of the rendered text. */
  covered(mount: MountId): readonly EntityRow[]
}

export interface WantedEntity {
  readonly entity: EntityId
  readonly route: string
}

export interface EntityCounts {
  /** Of the given routes; the others count everything. */
  readonly known: number
  readonly wanted: number
  readonly dirty: number
  readonly failing: number
}

export interface EntityWriter {
  /** Makes or changes it; a given body makes it dirty when it differs. */
  put(change: EntityChange, now: number): EntityRow
  /** A listing named it, and it is as it was. */
  see(entity: EntityId, now: number): void
  /** The tracker said that it is as it was. */
  confirm(entity: EntityId, now: number): void
  want(entity: EntityId, wanted: boolean): void
  fail(entity: EntityId, problem: Problem, failures: number, retryAt: number): void
  /** Gives whether its line in the index has changed. */
  rendered(entity: EntityId, open: boolean, line: Omit<IndexLine, 'name'> | undefined): boolean
  /** It can't be rendered until it changes. */
  unrendered(entity: EntityId, problem: Problem): void
  /** Marks everything of a mount for rendering: the renderer's revision moved. */
  soil(mount: MountId): void
  /** Marks what could be fetched, and not rendered, for rendering. */
  soilFailed(mount: MountId): void
  /** Marks one for rendering, if it is there. */
  soilEntity(entity: EntityId): void
  /** Says whether its file shows an edit instead of the rendered text. */
  cover(entity: EntityId, covered: boolean): void
  remove(entity: EntityId): void
}

export function createEntityReader(sql: Statements): EntityReader {
  const one = (where: string, ...values: (string | number)[]) =>
    fromRow(sql.get<Row>(`SELECT ${columns} FROM entities WHERE ${where}`, ...values))
  const many = (rest: string, ...values: (string | number)[]) =>
    sql.all<Row>(`SELECT ${columns} FROM entities WHERE ${rest}`, ...values).map(row => fromRow(row)!)
  return {
    entity: entity => one('entity = ?', entity),
    byId: (mount, route, id) => one('mount = ? AND route = ? AND id = ?', mount, route, id),
    // The plus sign keeps SQLite on the index that has them in order.
    wanted: (mount, now, limit) =>
      sql.all<WantedEntity>(
        `SELECT entity, route FROM entities
         WHERE mount = ? AND wanted = 1 AND (+retryAt <= ? OR +retryAt > ?) ORDER BY modified DESC LIMIT ?`,
        mount,
        now,
        now + longestRest,
        limit,
      ),
    dirty: (mount, limit) => many('mount = ? AND dirty = 1 LIMIT ?', mount, limit),
    dirtyEntity: entity => one('entity = ? AND dirty = 1', entity),
    nextRetry: mount =>
      sql.get<{ at: number | null }>('SELECT min(retryAt) AS at FROM entities WHERE mount = ? AND wanted = 1', mount)
        ?.at ?? undefined,
    counts: (mount, routes) => {
      const count = (which: string, ...values: string[]): number =>
        sql.get<{ count: number }>(`SELECT count(*) AS count FROM entities WHERE mount = ? ${which}`, mount, ...values)!
          .count
      return {
        known: routes ? routes.reduce((sum, route) => sum + count('AND route = ?', route), 0) : count(''),
        wanted: count('AND wanted = 1'),
        dirty: count('AND dirty = 1'),
        failing: count('AND problem IS NOT NULL'),
      }
    },
    busy: (mount, now) =>
      sql.get(
        `SELECT 1 WHERE EXISTS (SELECT 1 FROM entities WHERE mount = ?1 AND dirty = 1)
         OR EXISTS (SELECT 1 FROM entities WHERE mount = ?1 AND wanted = 1 AND retryAt <= ?2)
         OR EXISTS (SELECT 1 FROM entities WHERE mount = ?1 AND wanted = 1 AND retryAt > ?3)`,
        mount,
        now,
        now + longestRest,
      ) !== undefined,
    unseen: (mount, route, since) => many('mount = ? AND route = ? AND seen < ?', mount, route, since),
    ...createLineReader(sql),
    covered: mount => many('mount = ? AND covered = 1', mount),
    problems: (mount, limit) => many('mount = ? AND problem IS NOT NULL ORDER BY entity LIMIT ?', mount, limit),
  }
}

export function createEntityWriter(sql: Statements, reader: EntityReader): EntityWriter {
  return {
    put(change, now) {
      const known = reader.byId(change.mount, change.route, change.id)
      const body = change.body ?? known?.body
      const missing = change.body === undefined ? (known?.missing ?? []) : (change.missing ?? [])
      const changed =
        body !== known?.body ||
        JSON.stringify(change.key) !== JSON.stringify(known?.key) ||
        (known?.missing.length ?? 0) > 0
      const dirty = body !== undefined && missing.length === 0 && changed
      sql.run(
        `INSERT INTO entities (mount, route, id, key, validator, modified, body, missing, wanted, dirty, fetched, seen)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
         ON CONFLICT (mount, route, id) DO UPDATE SET key = ?4, validator = ?5, modified = ?6, body = ?7, missing = ?8,
           wanted = ?9, dirty = max(dirty, ?10), fetched = ?11, seen = ?12, changes = changes + 1,
           failures = CASE WHEN ?9 THEN failures ELSE 0 END, retryAt = CASE WHEN ?9 THEN retryAt ELSE 0 END,
           problem = CASE WHEN ?9 THEN problem ELSE NULL END`,
        change.mount,
        change.route,
        change.id,
        JSON.stringify(change.key),
        (change.body === undefined ? known?.validator : change.validator) ?? null,
        change.modified ?? known?.modified ?? 0,
        body ?? null,
        missing.length > 0 ? JSON.stringify(missing) : null,
        change.wanted ? 1 : 0,
        dirty ? 1 : 0,
        change.body === undefined ? (known?.fetched ?? 0) : now,
        now,
      )
      return reader.byId(change.mount, change.route, change.id)!
    },
    see(entity, now) {
      sql.run('UPDATE entities SET seen = ? WHERE entity = ?', now, entity)
    },
    confirm(entity, now) {
      sql.run(
        'UPDATE entities SET wanted = 0, failures = 0, retryAt = 0, problem = NULL, fetched = ?1, seen = ?1 WHERE entity = ?2',
        now,
        entity,
      )
    },
    want(entity, wanted) {
      sql.run('UPDATE entities SET wanted = ?, retryAt = 0 WHERE entity = ?', wanted ? 1 : 0, entity)
    },
    fail(entity, problem, failures, retryAt) {
      sql.run(
        'UPDATE entities SET problem = ?, failures = ?, retryAt = ? WHERE entity = ?',
        JSON.stringify(problem),
        failures,
        Math.trunc(retryAt),
        entity,
      )
    },
    rendered(entity, open, line) {
      const text = line === undefined ? null : JSON.stringify(line)
      const before = sql.get<{ open: number; line: string | null }>(
        'SELECT open, line FROM entities WHERE entity = ?',
        entity,
      )
      sql.run(
        `UPDATE entities SET dirty = 0, open = ?, line = ?, problem = CASE WHEN failures > 0 THEN problem END
         WHERE entity = ?`,
        open ? 1 : 0,
        text,
        entity,
      )
      return before?.line !== text || (before.open === 1) !== open
    },
    unrendered(entity, problem) {
      sql.run('UPDATE entities SET dirty = 0, problem = ? WHERE entity = ?', JSON.stringify(problem), entity)
    },
    soil(mount) {
      sql.run('UPDATE entities SET dirty = 1 WHERE mount = ? AND body IS NOT NULL AND missing IS NULL', mount)
    },
    soilFailed(mount) {
      sql.run(
        `UPDATE entities SET dirty = 1
         WHERE mount = ? AND problem IS NOT NULL AND failures = 0 AND body IS NOT NULL AND missing IS NULL`,
        mount,
      )
    },
    soilEntity(entity) {
      sql.run('UPDATE entities SET dirty = 1 WHERE entity = ? AND body IS NOT NULL AND missing IS NULL', entity)
    },
    cover(entity, covered) {
      sql.run('UPDATE entities SET covered = ? WHERE entity = ?', covered ? 1 : 0, entity)
    },
    remove(entity) {
      sql.run('UPDATE versions SET until = since, superseded = 0 WHERE entity = ? AND until IS NULL', entity)
      sql.run('DELETE FROM entities WHERE entity = ?', entity)
    },
  }
}

function fromRow(row: Row | undefined): EntityRow | undefined {
  return (
    row && {
      entity: row.entity,
      mount: row.mount,
      route: row.route,
      id: row.id,
      key: JSON.parse(row.key) as AnyKey,
      validator: row.validator ?? undefined,
      modified: row.modified,
      body: row.body ?? undefined,
      missing: row.missing ? (JSON.parse(row.missing) as string[]) : [],
      wanted: row.wanted === 1,
      dirty: row.dirty === 1,
      changes: row.changes,
      failures: row.failures,
      retryAt: row.retryAt,
      problem: row.problem ? (JSON.parse(row.problem) as Problem) : undefined,
      fetched: row.fetched,
      covered: row.covered === 1,
    }
  )
}
