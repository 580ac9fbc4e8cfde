import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { isDamage, openDatabase } from './database.ts'

export interface SoundOptions {
  readonly now: () => number
  /** Whether every page is looked at: the last writer did not end as it should. */
  readonly check: boolean
  /** Told that a damaged database was set aside. */
  readonly notice: (sentence: string) => void
  /** Brings the schema up to date. */
  readonly prepare: (database: DatabaseSync) => void
}

/** Opens a database that can be built again: a damaged one is set aside under a new name, and a new one made. */
export function openSound(path: string, options: SoundOptions): DatabaseSync {
  if (existsSync(markOf(path))) setAside(path, options)
  try {
    return openPrepared(path, options)
  } catch (thrown) {
    if (!isDamage(thrown)) throw thrown
    setAside(path, options)
    return openPrepared(path, options)
  }
}

/** Remembers for the next start that a database was found damaged while it was open. */
export function noteDamage(path: string, thrown: unknown): void {
  if (!isDamage(thrown)) return
  try {
    writeFileSync(markOf(path), '', { mode: 0o600 })
  } catch {
    // The disk may be full too; the damage is found again.
  }
}

function openPrepared(path: string, { check, prepare }: SoundOptions): DatabaseSync {
  const database = openDatabase(path, 'normal')
  try {
    prepare(database)
    if (check) checkPages(database)
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

function checkPages(database: DatabaseSync): void {
  const { quick_check: answer } = database.prepare('PRAGMA quick_check(1)').get() as { quick_check: string }
  if (answer !== 'ok') throw Object.assign(new Error(answer), { errcode: 11 })
}

function setAside(path: string, { now, notice }: SoundOptions): void {
  const stamp = new Date(now()).toISOString().replaceAll(/[:.]/g, '-')
  const aside = path.replace(/\.db$/, `.damaged-${stamp}.db`)
  for (const ending of ['', '-wal', '-shm']) if (existsSync(path + ending)) renameSync(path + ending, aside + ending)
  rmSync(markOf(path), { force: true })
  notice(`The cache was damaged; it is kept as "${aside}" and a new one is built from the tracker.`)
}

function markOf(path: string): string {
  return `${path}.damaged`
}
