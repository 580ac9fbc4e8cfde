import type { SQLInputValue } from 'node:sqlite'
import type { Changes } from '../edit/changes.ts'
import type { AnyKey } from '../source/key.ts'
import type { Durability, Statements } from '../store/database.ts'
import type { Entry, EntryChange, EntryState, NewEntry, Progress, What } from './entry.ts'
import type { Journal } from './journal.ts'

interface Row {
  readonly edit: number
  readonly mount: string
  readonly account: string
  readonly what: string
  readonly route: string
  readonly entity: string | null
  readonly key: string | null
  readonly path: string
  readonly mark: string
  readonly base: string | null
  readonly changes: string | null
  readonly revision: string | null
  readonly body: string
  readonly shown: string | null
  readonly pid: number | null
  readonly accepted: number
  readonly state: string
  readonly kind: string | null
  readonly sentence: string | null
  readonly theirs: string | null
  readonly progress: string
  readonly created: number
  readonly changed: number
  readonly attempts: number
}

const columns =
  'edit, mount, account, what, route, entity, key, path, mark, base, changes, revision, body, shown, pid, accepted, state, kind, sentence, theirs, progress, created, changed, attempts'

/** The same without the texts. */
const brief = columns
  .split(', ')
  .map(name => (name === 'body' ? "'' AS body" : name === 'theirs' ? "iif(theirs IS NULL, NULL, '') AS theirs" : name))
  .map(name => (name === 'base' || name === 'changes' ? `NULL AS ${name}` : name))
  .join(', ')

/** The edits of a journal. Each change is on disk when the method returns. */
export interface Entries {
  append(entries: readonly NewEntry[]): readonly Entry[]
  /** How far it has come; with `normal`, what a power cut may take back. */
  change(number: number, change: EntryChange, durability?: Durability): void
  entry(number: number): Entry | undefined
  /** Those on their way, first made first. */
  pending(mount: string, account: string): readonly Entry[]
  /** Those under a name, last made first. */
  ofPath(mount: string, path: string): readonly Entry[]
  /** The last ones of an issue that are not kept, last made first. */
  ofEntity(mount: string, route: string, entity: string): readonly Entry[]
  /** Every one that is not sent, and the issues that were made; without their texts. */
  listed(): readonly Entry[]
  kept(): readonly Entry[]
  bytes(number: number): Uint8Array
  remove(number: number): void
  /** Forgets those that were sent before a time. */
  forget(before: number): void
}

/** `state <> 'sent'` beside a stricter condition lets SQLite use the index of what waits. */
export function createEntries(journal: Journal, now: () => number = Date.now): Entries {
  const read = <T>(work: (sql: Statements) => T): T => journal.read(work)
  const many = (rest: string, ...values: SQLInputValue[]): readonly Entry[] =>
    read(sql => sql.all<Row>(`SELECT ${columns} FROM edits WHERE ${rest}`, ...values).map(entryOf))
  const one = (number: number): Entry | undefined => many('edit = ?', number)[0]
  return {
    append: entries =>
      journal.transaction(sql => entries.map(entry => insert(sql, entry, now()))).map(number => one(number)!),
    change(number, change, durability) {
      const known = one(number)
      if (!known) return
      const next = { ...known, ...change }
      journal.transaction(
        sql =>
          sql.run(
            `UPDATE edits SET state = ?1, bytes = iif(?1 = 'sent', NULL, bytes), kind = ?, sentence = ?, theirs = ?, progress = ?, attempts = ?, accepted = ?,
             entity = ?, key = ?, body = ?, shown = ?, changed = ? WHERE edit = ?`,
            next.state,
            next.kind ?? null,
            next.sentence ?? null,
            next.theirs ?? null,
            JSON.stringify(next.progress),
            next.attempts,
            next.accepted ? 1 : 0,
            next.entity ?? null,
            JSON.stringify(next.key),
            next.body,
            next.shown ?? null,
            now(),
            number,
          ),
        durability,
      )
    },
    entry: one,
    pending: (mount, account) =>
      many("mount = ? AND account IN ('', ?) AND state = 'pending' AND state <> 'sent' ORDER BY edit", mount, account),
    ofEntity: (mount, route, entity) =>
      many(
        "mount = ? AND entity = ? AND route = ? AND state <> 'kept' ORDER BY edit DESC LIMIT 20",
        mount,
        entity,
        route,
      ),
    ofPath: (mount, path) => many('mount = ? AND path = ? ORDER BY edit DESC LIMIT 20', mount, path),
    listed: () =>
      read(sql =>
        sql.all<Row>(`SELECT ${brief} FROM edits WHERE state <> 'sent' OR what = 'create' ORDER BY edit`).map(entryOf),
      ),
    kept: () => many("state = 'kept' ORDER BY edit"),
    bytes: number =>
      read(sql => sql.get<{ bytes: Uint8Array | null }>('SELECT bytes FROM edits WHERE edit = ?', number))?.bytes ??
      new Uint8Array(),
    remove: number => void journal.transaction(sql => sql.run('DELETE FROM edits WHERE edit = ?', number)),
    forget: before =>
      void journal.transaction(sql => sql.run("DELETE FROM edits WHERE state = 'sent' AND changed < ?", before)),
  }
}

function insert(sql: Statements, entry: NewEntry, now: number): number {
  return sql.run(
    `INSERT INTO edits (mount, account, what, route, entity, key, path, mark, base, changes, revision, body, shown, pid, accepted,
       state, kind, sentence, theirs, bytes, created, changed)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    entry.mount,
    entry.account,
    entry.what,
    entry.route,
    entry.entity ?? null,
    JSON.stringify(entry.key),
    entry.path,
    entry.mark,
    entry.base ?? null,
    entry.changes ? JSON.stringify(entry.changes) : null,
    entry.revision ?? null,
    entry.body,
    entry.shown ?? null,
    entry.pid ?? null,
    entry.accepted ? 1 : 0,
    entry.state ?? 'pending',
    entry.kind ?? null,
    entry.sentence ?? null,
    entry.theirs ?? null,
    entry.bytes ?? null,
    now,
    now,
  ).lastId
}

function entryOf(row: Row): Entry {
  return {
    number: row.edit,
    mount: row.mount,
    account: row.account,
    what: row.what as What,
    route: row.route,
    entity: row.entity ?? undefined,
    key: JSON.parse(row.key ?? '{}') as AnyKey,
    path: row.path,
    mark: row.mark,
    base: row.base ?? undefined,
    changes: row.changes === null ? undefined : (JSON.parse(row.changes) as Changes),
    revision: row.revision ?? undefined,
    body: row.body,
    shown: row.shown ?? undefined,
    pid: row.pid ?? undefined,
    accepted: row.accepted === 1,
    state: row.state as EntryState,
    kind: (row.kind ?? undefined) as Entry['kind'],
    sentence: row.sentence ?? undefined,
    theirs: row.theirs ?? undefined,
    progress: JSON.parse(row.progress) as Progress,
    created: row.created,
    changed: row.changed,
    attempts: row.attempts,
  }
}
