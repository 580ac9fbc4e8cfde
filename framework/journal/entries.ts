import type { SQLInputValue } from 'node:sqlite'
import type { Durability, Statements } from '../store/database.ts'
import type { Entry, EntryChange, NewEntry } from './entry.ts'
import { brief, columns, entryOf, insert, made, type Row, stored } from './entry-row.ts'
import type { Journal } from './journal.ts'

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
  /** Every one that is not sent, and the new issues that were; without their texts. */
  listed(): readonly Entry[]
  /** Those of new files that are sent, or were given up; without their texts. */
  files(): readonly Entry[]
  kept(): readonly Entry[]
  /** Those of them under a name, without their texts. */
  keptOf(mount: string, path: string): readonly Entry[]
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
      journal.transaction(sql => {
        const at = now()
        return entries.map(entry => made(entry, insert(sql, entry, at), at))
      }),
    change(number, change, durability) {
      const names = Object.keys(change) as (keyof EntryChange)[]
      const set = names.map(name => `${name} = ?, `).join('')
      const values = names.map(name => stored(change[name]))
      const bytes = change.state === 'sent' ? 'bytes = NULL, ' : ''
      journal.transaction(
        sql => sql.run(`UPDATE edits SET ${set}${bytes}changed = ? WHERE edit = ?`, ...values, now(), number),
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
      ).filter(({ state, progress }) => state !== 'sent' || progress.made),
    files: () =>
      read(sql =>
        sql.all<Row>(`SELECT ${brief} FROM edits WHERE state = 'sent' AND what IN ('create', 'attach')`).map(entryOf),
      ),
    kept: () => many("state = 'kept' ORDER BY edit"),
    keptOf: (mount, path) =>
      read(sql =>
        sql
          .all<Row>(`SELECT ${brief} FROM edits WHERE state = 'kept' AND mount = ? AND path = ?`, mount, path)
          .map(entryOf),
      ),
    bytes: number =>
      read(sql => sql.get<{ bytes: Uint8Array | null }>('SELECT bytes FROM edits WHERE edit = ?', number))?.bytes ??
      new Uint8Array(),
    remove: number => void journal.transaction(sql => sql.run('DELETE FROM edits WHERE edit = ?', number)),
    forget: before =>
      void journal.transaction(sql => sql.run("DELETE FROM edits WHERE state = 'sent' AND changed < ?", before)),
  }
}
