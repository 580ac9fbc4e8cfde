import { closeSync, openSync } from 'node:fs'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { SourceError } from '../source/error.ts'

/** Primary result codes of SQLite. */
const codes = { busy: 5, corrupt: 11, full: 13, cantOpen: 14, notADatabase: 26, ioError: 10, readOnly: 8 } as const

/** How safe a commit is: `normal` survives a killed process, `full` also a power cut. */
export type Durability = 'normal' | 'full'

/** Opens a database file in WAL mode with a busy timeout, as every connection of ours does; made with mode 0600. */
export function openDatabase(
  path: string,
  durability: Durability,
  options: { readonly readOnly?: boolean } = {},
): DatabaseSync {
  if (!options.readOnly) closeSync(openSync(path, 'a', 0o600))
  const database = new DatabaseSync(path, { readOnly: options.readOnly ?? false, timeout: 5000 })
  try {
    if (!options.readOnly) database.exec('PRAGMA journal_mode = WAL')
    database.exec(`PRAGMA synchronous = ${durability}; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000`)
    return database
  } catch (thrown) {
    database.close()
    throw thrown
  }
}

/** Whether an error says that the file is not a sound database. */
export function isDamage(thrown: unknown): boolean {
  const code = sqliteCode(thrown)
  return code === codes.corrupt || code === codes.notADatabase
}

/** Whether an error says that another connection holds the lock. */
export function isBusy(thrown: unknown): boolean {
  return sqliteCode(thrown) === codes.busy
}

/** Whether an error says that the disk is full. */
export function isFull(thrown: unknown): boolean {
  return sqliteCode(thrown) === codes.full
}

/** An error of SQLite as a sentence; everything else as it is. */
export function storeError(thrown: unknown, path: string): unknown {
  switch (sqliteCode(thrown)) {
    case codes.full:
      return new SourceError('full', `The disk that holds "${path}" is full; nothing was lost, free some space.`, {
        cause: thrown,
      })
    case codes.corrupt:
    case codes.notADatabase:
      return new SourceError(
        'unexpected',
        `The cache "${path}" is damaged; the next start sets it aside and builds a new one.`,
        { cause: thrown },
      )
    case codes.ioError:
    case codes.cantOpen:
    case codes.readOnly:
      return new SourceError(
        'unexpected',
        `The cache "${path}" can't be read or written; check the disk and its permissions.`,
        { cause: thrown },
      )
    default:
      return thrown
  }
}

/** Statements of one connection, each prepared when first used. */
export interface Statements {
  get<Row>(sql: string, ...values: SQLInputValue[]): Row | undefined
  all<Row>(sql: string, ...values: SQLInputValue[]): Row[]
  /** Rows as arrays of their columns: several times faster, for what is read at every turn. */
  columns<Columns extends readonly unknown[]>(sql: string, ...values: SQLInputValue[]): Columns[]
  run(sql: string, ...values: SQLInputValue[]): { changes: number; lastId: number }
}

/** @param failed what becomes of an error of SQLite; @default it is thrown as it is */
export function createStatements(database: DatabaseSync, failed: (thrown: unknown) => unknown = same): Statements {
  const prepared = new Map<string, StatementSync>()
  const preparedForColumns = new Map<string, StatementSync>()
  const statement = (sql: string): StatementSync => {
    let found = prepared.get(sql)
    if (!found) {
      found = database.prepare(sql)
      prepared.set(sql, found)
    }
    return found
  }
  const columnsStatement = (sql: string): StatementSync => {
    let found = preparedForColumns.get(sql)
    if (!found) {
      found = database.prepare(sql)
      found.setReturnArrays(true)
      preparedForColumns.set(sql, found)
    }
    return found
  }
  const attempt = <T>(work: () => T): T => {
    try {
      return work()
    } catch (thrown) {
      throw failed(thrown)
    }
  }
  return {
    get: <Row>(sql: string, ...values: SQLInputValue[]) =>
      attempt(() => statement(sql).get(...values) as Row | undefined),
    all: <Row>(sql: string, ...values: SQLInputValue[]) => attempt(() => statement(sql).all(...values) as Row[]),
    columns: <Columns extends readonly unknown[]>(sql: string, ...values: SQLInputValue[]) =>
      attempt(() => columnsStatement(sql).all(...values) as unknown as Columns[]),
    run: (sql, ...values) =>
      attempt(() => {
        const { changes, lastInsertRowid } = statement(sql).run(...values)
        return { changes: Number(changes), lastId: Number(lastInsertRowid) }
      }),
  }
}

const same = (thrown: unknown): unknown => thrown

function sqliteCode(thrown: unknown): number | undefined {
  const code = thrown instanceof Error && 'errcode' in thrown ? thrown.errcode : undefined
  return typeof code === 'number' ? code & 0xff : undefined
}
