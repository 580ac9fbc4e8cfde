import type { EntityId, Problem } from './contract.ts'
import type { Statements } from './database.ts'

/** The columns of an index line. */
export interface IndexLine {
  readonly name: string
  readonly key: string
  readonly status?: string
  readonly assignee?: string
  readonly updated?: string
  readonly title: string
}

/** What the index of a folder is made of. */
export interface LineReader {
  /** The lines of an index: open ones and those changed since `since`, newest first. */
  lines(parent: number, since: number, limit: number): readonly IndexLine[]
  /** Entities in a folder that have no line, and why, where it is known. */
  unlined(parent: number): readonly UnlinedEntity[]
  /** How many documents a folder lists. */
  documentsIn(parent: number): number
}

export interface UnlinedEntity {
  readonly entity: EntityId
  /** The file's name. */
  readonly name: string
  readonly problem: Problem | undefined
}

export function createLineReader(sql: Statements): LineReader {
  return {
    lines: (parent, since, limit) =>
      sql
        .all<{ name: string; line: string }>(
          `SELECT nodes.name, line FROM nodes JOIN entities USING (entity)
           WHERE parent = ? AND kind = 1 AND hidden = 0 AND line IS NOT NULL AND (open = 1 OR modified >= ?)
           ORDER BY modified DESC, entity DESC LIMIT ?`,
          parent,
          since,
          limit,
        )
        .map(row => ({ ...(JSON.parse(row.line) as IndexLine), name: row.name })),
    unlined: parent =>
      sql
        .all<{ entity: number; name: string; problem: string | null }>(
          `SELECT entities.entity, nodes.name, problem FROM nodes JOIN entities USING (entity)
           WHERE parent = ? AND kind = 1 AND hidden = 0 AND line IS NULL ORDER BY ino`,
          parent,
        )
        .map(row => ({ ...row, problem: row.problem ? (JSON.parse(row.problem) as Problem) : undefined })),
    documentsIn: parent =>
      sql.get<{ count: number }>(
        'SELECT count(*) AS count FROM nodes WHERE parent = ? AND hidden = 0 AND kind = 1',
        parent,
      )!.count,
  }
}
