import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { type Invalidation, latest } from './contract.ts'
import { createStatements, type Statements, storeError } from './database.ts'
import { createDocumentWriter, type DocumentWriter } from './documents.ts'
import { createEntityWriter, type EntityWriter } from './entities.ts'
import { lockWriter } from './lock.ts'
import { migrate } from './migrations.ts'
import { createMountWriter, type MountWriter } from './mounts.ts'
import { createNodeWriter, type NodeWriter } from './nodes.ts'
import { createProgressWriter, type ProgressWriter } from './progress.ts'
import { readerOf, type StoreReader } from './reader.ts'
import { migrations } from './schema.ts'
import { noteDamage, openSound } from './sound.ts'

/** What may be done inside a transaction. */
export interface StoreWriter {
  readonly nodes: NodeWriter
  readonly documents: DocumentWriter
  readonly entities: EntityWriter
  readonly mounts: MountWriter
  readonly progress: ProgressWriter
  /** The number of this transaction; it only grows. One that asks for none writes nothing but what is written through it. */
  readonly epoch: number
  /** Milliseconds since 1970 UTC. */
  readonly now: number
  /** Told to listeners once the transaction is on disk. */
  invalidate(invalidation: Invalidation): void
}

/** The store of one tree: what the trackers gave, and the files made of it. It can always be built again. */
export interface Store {
  readonly path: string
  readonly read: StoreReader
  /** Said to the user at start, such as that a damaged cache was set aside. */
  readonly notices: readonly string[]
  /**
   * All or nothing. A transaction inside one joins it.
   *
   * @throws SourceError `full` when the disk is, with everything as it was before
   */
  transaction<T>(work: (write: StoreWriter) => T): T
  /** Called after each transaction that invalidated something. Gives back how to stop listening. */
  onInvalidate(listener: (invalidations: readonly Invalidation[]) => void): () => void
  close(): void
}

export interface StoreOptions {
  /** What the writer does, for the sentence a second one gets. @default 'running' */
  readonly purpose?: string
  readonly now?: () => number
  /** Pages of 4 KB after which the store is full. @default as many as the disk holds */
  readonly mostPages?: number
}

/** Opens the store in `folder`, made when absent, with mode 0700. A damaged one is set aside under a new name. */
export function openStore(folder: string, options: StoreOptions = {}): Store {
  const now = options.now ?? Date.now
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  const lock = lockWriter(folder, options.purpose ?? 'running')
  try {
    const path = join(folder, 'store.db')
    const notices: string[] = []
    const database = openSound(path, {
      now,
      check: !lock.clean,
      notice: sentence => notices.push(sentence),
      prepare: opened => prepare(opened, path, options, now()),
    })
    return storeOn(database, path, notices, now, () => lock.release())
  } catch (thrown) {
    lock.release()
    throw storeError(thrown, folder)
  }
}

/** Brings the schema up to date and sees to it that there is a root. */
function prepare(database: DatabaseSync, path: string, { mostPages }: StoreOptions, now: number): void {
  migrate(database, migrations, path)
  if (mostPages !== undefined) database.exec(`PRAGMA max_page_count = ${mostPages}`)
  database.exec(
    `INSERT OR IGNORE INTO nodes (ino, parent, folded, name, kind, state, mtime, ctime, birth) VALUES (1, 0, '', '', 0, 0, ${now}, ${now}, ${now})`,
  )
}

function storeOn(
  database: DatabaseSync,
  path: string,
  notices: readonly string[],
  now: () => number,
  release: () => void,
): Store {
  const sql = createStatements(database, thrown => {
    noteDamage(path, thrown)
    return storeError(thrown, path)
  })
  const read = readerOf(database, sql, latest)
  const parts = {
    nodes: createNodeWriter(sql, read.nodes),
    documents: createDocumentWriter(sql),
    entities: createEntityWriter(sql, read.entities),
    mounts: createMountWriter(sql, read.mounts),
    progress: createProgressWriter(sql),
  }
  const listeners = new Set<(invalidations: readonly Invalidation[]) => void>()
  let open: StoreWriter | undefined
  let closed = false

  function transaction<T>(work: (write: StoreWriter) => T): T {
    if (open) return work(open)
    const invalidations: Invalidation[] = []
    let result: T
    try {
      sql.run('BEGIN IMMEDIATE')
      let epoch: number | undefined
      open = {
        ...parts,
        get epoch() {
          epoch ??= nextEpoch(sql)
          return epoch
        },
        now: now(),
        invalidate: invalidation => invalidations.push(invalidation),
      }
      result = work(open)
      sql.run('COMMIT')
    } catch (thrown) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw thrown
    } finally {
      open = undefined
    }
    if (invalidations.length > 0) for (const listener of listeners) listener(invalidations)
    return result
  }

  return {
    path,
    read,
    notices,
    transaction,
    onInvalidate(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      if (closed) return
      closed = true
      database.close()
      release()
    },
  }
}

function nextEpoch(sql: Statements): number {
  const row = sql.get<{ value: number }>(
    "INSERT INTO meta (name, value) VALUES ('epoch', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
  )
  return row!.value
}
