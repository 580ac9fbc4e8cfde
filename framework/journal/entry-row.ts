import type { SQLInputValue } from 'node:sqlite'
import type { Changes } from '../edit/changes.ts'
import type { AnyKey } from '../source/key.ts'
import type { Statements } from '../store/database.ts'
import type { Entry, EntryChange, EntryState, NewEntry, Progress, What } from './entry.ts'

/** An edit as its table has it. */
export interface Row {
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

export const columns: string =
  'edit, mount, account, what, route, entity, key, path, mark, base, changes, revision, body, shown, pid, accepted, state, kind, sentence, theirs, progress, created, changed, attempts'

/** The same without the texts. */
export const brief: string = columns
  .split(', ')
  .map(name => (name === 'body' ? "'' AS body" : name === 'theirs' ? "iif(theirs IS NULL, NULL, '') AS theirs" : name))
  .map(name => (name === 'base' || name === 'changes' ? `NULL AS ${name}` : name))
  .join(', ')

/** Adds a row; gives its number. */
export function insert(sql: Statements, entry: NewEntry, now: number): number {
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

/** A new entry as it is read back. */
export function made(entry: NewEntry, number: number, now: number): Entry {
  const { bytes: _, ...rest } = entry
  return {
    base: undefined,
    changes: undefined,
    revision: undefined,
    shown: undefined,
    pid: undefined,
    accepted: false,
    state: 'pending',
    kind: undefined,
    sentence: undefined,
    theirs: undefined,
    ...rest,
    number,
    progress: {},
    created: now,
    changed: now,
    attempts: 0,
  }
}

/** A value as its column has it. */
export function stored(value: EntryChange[keyof EntryChange]): SQLInputValue {
  if (typeof value === 'object') return JSON.stringify(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  return value ?? null
}

export function entryOf(row: Row): Entry {
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
