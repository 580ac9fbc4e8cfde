import type { MountId, MountRow } from './contract.ts'
import type { Statements } from './database.ts'

const columns = 'mount, name, source, scope, instance, account, accountName, revision, root, seen'

export interface MountReader {
  mounts(): readonly MountRow[]
  mount(mount: MountId): MountRow | undefined
}

export interface MountWriter {
  insert(row: Pick<MountRow, 'name' | 'source' | 'scope' | 'root' | 'revision'>): MountRow
  update(
    mount: MountId,
    change: Partial<Pick<MountRow, 'name' | 'instance' | 'account' | 'accountName' | 'revision' | 'seen' | 'root'>>,
  ): void
  /** Forgets everything of a mount but its row. Its nodes are the caller's to remove. */
  clear(mount: MountId): void
  remove(mount: MountId): void
}

export function createMountReader(sql: Statements): MountReader {
  return {
    mounts: () => sql.all<MountRow>(`SELECT ${columns} FROM mounts ORDER BY mount`),
    mount: mount => sql.get<MountRow>(`SELECT ${columns} FROM mounts WHERE mount = ?`, mount),
  }
}

export function createMountWriter(sql: Statements, reader: MountReader): MountWriter {
  const clear = (mount: MountId): void => {
    sql.run(
      'UPDATE versions SET superseded = 0, until = since WHERE entity IN (SELECT entity FROM entities WHERE mount = ?)',
      mount,
    )
    for (const table of ['entities', 'cursors', 'listings']) sql.run(`DELETE FROM ${table} WHERE mount = ?`, mount)
  }
  return {
    insert(row) {
      const { lastId } = sql.run(
        'INSERT INTO mounts (name, source, scope, root, revision) VALUES (?, ?, ?, ?, ?)',
        row.name,
        row.source,
        row.scope,
        row.root,
        row.revision,
      )
      return reader.mount(lastId)!
    },
    update(mount, change) {
      const row = { ...reader.mount(mount)!, ...change }
      sql.run(
        'UPDATE mounts SET name = ?, instance = ?, account = ?, accountName = ?, revision = ?, seen = ?, root = ? WHERE mount = ?',
        row.name,
        row.instance,
        row.account,
        row.accountName,
        row.revision,
        Math.trunc(row.seen),
        row.root,
        mount,
      )
    },
    clear,
    remove(mount) {
      clear(mount)
      sql.run('DELETE FROM mounts WHERE mount = ?', mount)
    },
  }
}
