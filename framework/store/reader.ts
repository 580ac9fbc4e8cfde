import type { DatabaseSync } from 'node:sqlite'
import type { View } from './contract.ts'
import { createStatements, openDatabase, type Statements } from './database.ts'
import { createDocumentReader, type DocumentReader } from './documents.ts'
import { createEntityReader, type EntityReader } from './entities.ts'
import { createMountReader, type MountReader } from './mounts.ts'
import { createNodeReader, type NodeReader } from './nodes.ts'
import { createProgressReader, type ProgressReader } from './progress.ts'

/** Everything that can be read of a store. Any thread may have one, each with its own connection. */
export interface StoreReader {
  readonly nodes: NodeReader
  readonly documents: DocumentReader
  readonly entities: EntityReader
  readonly mounts: MountReader
  readonly progress: ProgressReader
  close(): void
}

/** Opens a store for reading; the writer must have opened it before. */
export function openReader(path: string, view: View): StoreReader {
  const database = openDatabase(path, 'normal', { readOnly: true })
  return readerOf(database, createStatements(database), view)
}

export function readerOf(database: DatabaseSync, sql: Statements, _view: View): StoreReader {
  return {
    nodes: createNodeReader(sql),
    documents: createDocumentReader(sql),
    entities: createEntityReader(sql),
    mounts: createMountReader(sql),
    progress: createProgressReader(sql),
    close: () => database.close(),
  }
}
