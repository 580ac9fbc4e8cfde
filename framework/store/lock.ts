import { chmodSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { SourceError } from '../source/error.ts'
import { isBusy } from './database.ts'
import { isAlive } from './is-alive.ts'

/** Held as long as somebody writes a store; the operating system frees it when the process ends, however it ends. */
export interface WriterLock {
  /** Whether the one before released it: otherwise the process was killed, or the machine stopped. */
  readonly clean: boolean
  release(): void
}

/** How long a process that was killed may take to let go, milliseconds. */
const longestDeath = 5000

/** Who holds it, in words for the one who is refused. */
interface Holder {
  readonly pid: number
  readonly what: string
}

/**
 * Takes the one writer's place in `folder`.
 *
 * @param what what the holder does, for the sentence: `mounted at ./jira`
 * @throws SourceError `conflict` naming the process that holds it
 */
export function lockWriter(folder: string, what: string, noun: 'cache' | 'journal' = 'cache'): WriterLock {
  const about = join(folder, 'writer.json')
  const lock = join(folder, 'writer.lock')
  const database = new DatabaseSync(lock, { timeout: 0 })
  try {
    chmodSync(lock, 0o600)
    take(database, about)
  } catch (thrown) {
    database.close()
    if (!isBusy(thrown)) throw thrown
    throw new SourceError(
      'conflict',
      `The ${noun} "${folder}" is in use${describe(about)}; unmount that first, or ${noun === 'cache' ? 'give another --cache-dir' : 'set XDG_STATE_HOME to another folder'}.`,
    )
  }
  const clean = !existsSync(about)
  writeFileSync(about, JSON.stringify({ pid: process.pid, what } satisfies Holder), { mode: 0o600 })
  return {
    clean,
    release() {
      rmSync(about, { force: true })
      database.close()
    },
  }
}

/** One that was killed is given the time to end. */
function take(database: DatabaseSync, about: string): void {
  const until = performance.now() + longestDeath
  for (;;) {
    try {
      return database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    } catch (thrown) {
      const holder = isBusy(thrown) ? holderOf(about) : undefined
      if (!holder || isAlive(holder.pid) || performance.now() > until) throw thrown
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20)
    }
  }
}

function describe(path: string): string {
  const holder = holderOf(path)
  return holder ? ` by process ${holder.pid} (${holder.what})` : ' by another process'
}

function holderOf(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
  } catch {
    return undefined
  }
}
