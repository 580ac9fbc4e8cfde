import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { SourceError } from '../source/error.ts'
import {
  createStatements,
  type Durability,
  isDamage,
  isFull,
  openDatabase,
  type Statements,
} from '../store/database.ts'
import { lockWriter } from '../store/lock.ts'
import { migrate } from '../store/migrations.ts'
import { migrations } from './schema.ts'

/** Edits on their way to the trackers. Nothing in it is ever discarded by itself, whatever happens to the cache. */
export interface Journal {
  readonly path: string
  /** How many edits wait: pending ones, and ones kept for a person. */
  waiting(): number
  /** Reads outside of a transaction. */
  read<T>(work: (sql: Statements) => T): T
  /**
   * All or nothing, and on disk before it returns: it survives a power cut; with `normal`, only a killed process, and a
   * power cut once a later one is on disk.
   */
  transaction<T>(work: (sql: Statements) => T, durability?: Durability): T
  close(): void
}

/**
 * Opens the journal in `folder`, made when absent, with mode 0700. A damaged one is left as it is.
 *
 * @throws SourceError `unexpected` when it is damaged, `invalid` when a newer issuefs has written it,
 * `conflict` when another process has it open; each names the file
 */
export function openJournal(folder: string, purpose = 'running'): Journal {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const lock = lockWriter(folder, purpose, 'journal')
  const path = join(folder, 'journal.db')
  let database: DatabaseSync | undefined
  try {
    database = openDatabase(path, 'full')
    migrate(database, migrations, path, 'set XDG_STATE_HOME to another folder')
    checkPages(database)
    return journalOn(database, path, () => lock.release())
  } catch (thrown) {
    database?.close()
    lock.release()
    throw journalError(thrown, path)
  }
}

function journalOn(database: DatabaseSync, path: string, release: () => void): Journal {
  const sql = createStatements(database, thrown => journalError(thrown, path))
  let closed = false
  let durability: Durability = 'full'
  return {
    path,
    waiting: () => sql.get<{ count: number }>("SELECT count(*) AS count FROM edits WHERE state <> 'sent'")!.count,
    read: work => work(sql),
    transaction(work, wanted = 'full') {
      if (wanted !== durability) sql.run(`PRAGMA synchronous = ${wanted}`)
      durability = wanted
      sql.run('BEGIN IMMEDIATE')
      try {
        const result = work(sql)
        sql.run('COMMIT')
        return result
      } catch (thrown) {
        if (database.isTransaction) database.exec('ROLLBACK')
        throw thrown
      }
    },
    close() {
      if (closed) return
      closed = true
      database.close()
      release()
    },
  }
}

/** A journal is small, and what it holds is nowhere else: it is looked at each time. */
function checkPages(database: DatabaseSync): void {
  const { quick_check: answer } = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
  if (answer !== 'ok') throw Object.assign(new Error(answer), { errcode: 11 })
}

function journalError(thrown: unknown, path: string): unknown {
  if (isFull(thrown))
    return new SourceError(
      'full',
      `The disk that holds the journal of edits "${path}" is full, so nothing was saved. Free some space and save again.`,
      { cause: thrown },
    )
  if (!isDamage(thrown)) return thrown
  return new SourceError(
    'unexpected',
    `The journal of edits "${path}" is damaged; it is left as it is, since edits in it may be nowhere else. Nothing can be written until it is moved away.`,
    { cause: thrown },
  )
}
