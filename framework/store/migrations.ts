import type { DatabaseSync } from 'node:sqlite'
import { SourceError } from '../source/error.ts'

/** Steps from an empty database to today's schema: the first makes version 1, the second version 2, and so on. */
export type Migrations = readonly string[]

/**
 * Brings a database to the newest version, each step in one transaction.
 *
 * @param otherwise what the user can do but update, for the sentence
 * @throws SourceError `invalid` when a newer issuefs has written it.
 */
export function migrate(
  database: DatabaseSync,
  migrations: Migrations,
  path: string,
  otherwise = 'give another --cache-dir',
): void {
  const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number }
  if (version > migrations.length) {
    throw new SourceError(
      'invalid',
      `"${path}" was written by a newer issuefs (version ${version}, this one knows ${migrations.length}); update issuefs, or ${otherwise}.`,
    )
  }
  for (const [at, step] of migrations.entries()) {
    if (at < version) continue
    try {
      database.exec(`BEGIN IMMEDIATE;${step};PRAGMA user_version = ${at + 1};COMMIT`)
    } catch (thrown) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw thrown
    }
  }
}
