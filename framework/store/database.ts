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
  const prepared = new Map<string, Prepared>()
  const preparedForColumns = new Map<string, Prepared>()
  function statementIn(known: Map<string, Prepared>, sql: string): Prepared {
    let found = known.get(sql)
    if (!found) {
      found = prepare(database, sql)
      if (known === preparedForColumns) found.statement.setReturnArrays(true)
      known.set(sql, found)
    }
    return found
  }
  const attempt = <T>(
    known: Map<string, Prepared>,
    sql: string,
    values: SQLInputValue[],
    work: (statement: StatementSync, values: SQLInputValue[]) => T,
  ): T => {
    try {
      const { statement, order } = statementIn(known, sql)
      return work(statement, order ? order.map(at => values[at]!) : values)
    } catch (thrown) {
      throw failed(thrown)
    }
  }
  return {
    get: <Row>(sql: string, ...values: SQLInputValue[]) =>
      attempt(prepared, sql, values, (statement, bound) => statement.get(...bound) as Row | undefined),
    all: <Row>(sql: string, ...values: SQLInputValue[]) =>
      attempt(prepared, sql, values, (statement, bound) => statement.all(...bound) as Row[]),
    columns: <Columns extends readonly unknown[]>(sql: string, ...values: SQLInputValue[]) =>
      attempt(preparedForColumns, sql, values, (statement, bound) => statement.all(...bound) as unknown as Columns[]),
    run: (sql, ...values) =>
      attempt(prepared, sql, values, (statement, bound) => {
        const { changes, lastInsertRowid } = statement.run(...bound)
        return { changes: Number(changes), lastId: Number(lastInsertRowid) }
      }),
  }
}

interface Prepared {
  readonly statement: StatementSync
  /** Which value each parameter takes; absent where they are taken one after the other. */
  readonly order: readonly number[] | undefined
}

/** Parameters with a number, `?2`, become plain ones: Node 22 takes them for named ones and does not bind them. */
function prepare(database: DatabaseSync, sql: string): Prepared {
  if (!/\?\d/.test(sql)) return { statement: database.prepare(sql), order: undefined }
  const order: number[] = []
  const plain = sql.replace(/\?(\d*)/g, (_, number: string) => {
    order.push(number === '' ? Math.max(-1, ...order) + 1 : Number(number) - 1)
    return '?'
  })
  return { statement: database.prepare(plain), order }
}

const same = (thrown: unknown): unknown => thrown

function sqliteCode(thrown: unknown): number | undefined {
  const code = thrown instanceof Error && 'errcode' in thrown ? thrown.errcode : undefined
  return typeof code === 'number' ? code & 0xff : undefined
}
