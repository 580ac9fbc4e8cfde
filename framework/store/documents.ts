import { createHash } from 'node:crypto'
import type { DocumentId, EntityId } from './contract.ts'
import type { Statements } from './database.ts'

/** Rendered texts, each stored once, addressed by their SHA-256. */
export interface DocumentReader {
  /** The whole text, or `undefined` when it is no longer stored. */
  bytes(document: DocumentId): Uint8Array | undefined
  /** A revision's text: the base of a save. */
  version(entity: EntityId, revision: string): Uint8Array | undefined
}

export interface DocumentWriter {
  put(bytes: Uint8Array): DocumentId
  /** Makes `document` the entity's present version; the one before is kept for a while. */
  setVersion(entity: EntityId, document: DocumentId, revision: string, epoch: number, now: number): void
  /** Forgets versions superseded before `before`, and the texts that nobody names any more. How many texts went. */
  forget(before: number): number
}

export function createDocumentReader(sql: Statements): DocumentReader {
  return {
    bytes: document =>
      sql.get<{ bytes: Uint8Array }>('SELECT bytes FROM documents WHERE document = ?', document)?.bytes,
    version: (entity, revision) =>
      sql.get<{ bytes: Uint8Array }>(
        'SELECT bytes FROM versions JOIN documents USING (document) WHERE entity = ? AND revision = ? ORDER BY since DESC LIMIT 1',
        entity,
        revision,
      )?.bytes,
  }
}

export function createDocumentWriter(sql: Statements): DocumentWriter {
  return {
    put(bytes) {
      const hash = createHash('sha256').update(bytes).digest()
      const known = sql.get<{ document: number }>('SELECT document FROM documents WHERE hash = ?', hash)
      return known?.document ?? sql.run('INSERT INTO documents (hash, bytes) VALUES (?, ?)', hash, bytes).lastId
    },
    setVersion(entity, document, revision, epoch, now) {
      const present = sql.get<{ document: number; since: number }>(
        'SELECT document, since FROM versions WHERE entity = ? AND until IS NULL',
        entity,
      )
      if (present?.document === document) return
      if (present)
        sql.run(
          'UPDATE versions SET until = ?, superseded = ? WHERE entity = ? AND since = ?',
          epoch,
          now,
          entity,
          present.since,
        )
      sql.run(
        'INSERT OR REPLACE INTO versions (entity, since, document, revision) VALUES (?, ?, ?, ?)',
        entity,
        epoch,
        document,
        revision,
      )
    },
    forget(before) {
      sql.run('DELETE FROM versions WHERE superseded < ?', before)
      return sql.run(
        `DELETE FROM documents WHERE NOT EXISTS (SELECT 1 FROM versions WHERE versions.document = documents.document)
         AND NOT EXISTS (SELECT 1 FROM nodes WHERE nodes.document = documents.document)`,
      ).changes
    },
  }
}
