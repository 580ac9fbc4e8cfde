import { foldName, twinName } from '../path/name.ts'
import type { EntityId, Ino, Node, NodeKind, NodeState } from './contract.ts'
import type { Statements } from './database.ts'
import { nodeKinds, nodeStates } from './schema.ts'

/** A row of `nodes` as SQLite gives it. */
interface Row {
  readonly ino: number
  readonly parent: number
  readonly name: string
  readonly kind: number
  readonly hidden: number
  readonly state: number
  readonly size: number
  readonly mtime: number
  readonly ctime: number
  readonly birth: number
  readonly document: number | null
  readonly entity: number | null
  readonly mount: number | null
  readonly detail: string
  readonly writable: number
}

/** The same as an array, in the order of `columns`: what is read at every turn is read that way. */
type Columns = readonly [
  ino: number,
  parent: number,
  name: string,
  kind: number,
  hidden: number,
  state: number,
  size: number,
  mtime: number,
  ctime: number,
  birth: number,
  document: number | null,
  entity: number | null,
  mount: number | null,
  detail: string,
  writable: number,
]

const columns =
  'ino, parent, name, kind, hidden, state, size, mtime, ctime, birth, document, entity, mount, detail, writable'

/** What the file side asks of the tree. */
export interface NodeReader {
  node(ino: Ino): Node | undefined
  child(parent: Ino, name: string): Node | undefined
  /** The listed children whose inode number is above `after`, in inode order: a stable place in a folder that changes. */
  children(parent: Ino, after: Ino, limit: number): readonly Node[]
  /** Whether a folder lists more than `count` children. Takes time in proportion to `count`. */
  exceeds(parent: Ino, count: number): boolean
  /** The listed folders in a folder. */
  folders(parent: Ino): readonly Node[]
  /** Whether anything of a mount may be written. */
  hasWritable(mount: number): boolean
  /** How many nodes there are in all, and the bytes of their texts. */
  totals(): { readonly files: number; readonly bytes: number }
}

/** A node to be made. Times are milliseconds since 1970 UTC. */
export interface NewNode {
  readonly parent: Ino
  readonly name: string
  readonly kind: NodeKind
  readonly hidden?: boolean
  readonly state?: NodeState
  readonly size?: number
  readonly mtime: number
  readonly birth?: number
  readonly document?: number
  readonly entity?: EntityId
  readonly mount?: number
  readonly detail?: string
  readonly writable?: boolean
}

/** What may change of a node; its inode number never does. */
export type NodeChange = Partial<
  Pick<Node, 'state' | 'size' | 'mtime' | 'birth' | 'document' | 'hidden' | 'detail' | 'kind' | 'writable'>
>

export interface NodeWriter {
  insert(node: NewNode, now: number): Node
  /** Its ctime moves with everything but its state. */
  change(ino: Ino, change: NodeChange, now: number): void
  /** Gives it another place. */
  rename(ino: Ino, parent: Ino, name: string, now: number): Node
  remove(ino: Ino): void
  ofEntity(entity: EntityId): readonly Node[]
  /** All children, hidden ones too. */
  everyChild(parent: Ino): readonly Node[]
  /** The folders beside documents. */
  companions(mount: number): readonly Node[]
  /** Says of all documents of a route whether they may be written. */
  setWritable(mount: number, route: string, writable: boolean): void
  /** Marks generated files of some kinds as out of date. */
  spoil(mount: number, details: readonly string[]): void
}

export function createNodeReader(sql: Statements): NodeReader {
  return {
    node: ino => first(sql.columns<Columns>(`SELECT ${columns} FROM nodes WHERE ino = ?`, ino)),
    child: (parent, name) =>
      first(
        sql.columns<Columns>(
          `SELECT ${columns} FROM nodes WHERE parent = ? AND folded = ? AND name = ?`,
          parent,
          foldName(name),
          name,
        ),
      ),
    children: (parent, after, limit) =>
      sql
        .columns<Columns>(
          `SELECT ${columns} FROM nodes WHERE parent = ? AND ino > ? AND hidden = 0 ORDER BY ino LIMIT ?`,
          parent,
          after,
          limit,
        )
        .map(fromColumns),
    exceeds: (parent, count) =>
      sql.get('SELECT 1 FROM nodes WHERE parent = ? AND hidden = 0 ORDER BY ino LIMIT 1 OFFSET ?', parent, count) !==
      undefined,
    folders: parent =>
      sql
        .all<Row>(`SELECT ${columns} FROM nodes WHERE parent = ? AND hidden = 0 AND kind = 0 ORDER BY ino`, parent)
        .map(fromRow),
    hasWritable: mount => sql.get('SELECT 1 FROM nodes WHERE mount = ? AND writable = 1 LIMIT 1', mount) !== undefined,
    totals: () =>
      sql.get<{ files: number; bytes: number }>(
        'SELECT count(*) AS files, coalesce(sum(size), 0) AS bytes FROM nodes',
      )!,
  }
}

export function createNodeWriter(sql: Statements, reader: NodeReader): NodeWriter {
  /** `name`, or its twin when the folder has one that differs in case only. */
  function freeName(parent: Ino, name: string): string {
    const taken = sql.get(
      'SELECT 1 FROM nodes WHERE parent = ? AND folded = ? AND name <> ? LIMIT 1',
      parent,
      foldName(name),
      name,
    )
    return taken ? twinName(name) : name
  }
  return {
    insert(node, now) {
      const name = freeName(node.parent, node.name)
      const { lastId } = sql.run(
        `INSERT INTO nodes (parent, folded, name, kind, hidden, state, size, mtime, ctime, birth, document, entity, mount, detail, writable)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        node.parent,
        foldName(name),
        name,
        nodeKinds.indexOf(node.kind),
        node.hidden ? 1 : 0,
        nodeStates.indexOf(node.state ?? 'absent'),
        node.size ?? 0,
        Math.trunc(node.mtime),
        now,
        Math.trunc(node.birth ?? node.mtime),
        node.document ?? null,
        node.entity ?? null,
        node.mount ?? null,
        node.detail ?? '',
        node.writable ? 1 : 0,
      )
      return reader.node(lastId)!
    },
    change(ino, change, now) {
      const node = reader.node(ino)
      if (!node) return
      const moves = (Object.keys(change) as (keyof NodeChange)[]).filter(name => change[name] !== node[name])
      if (moves.length === 0) return
      const next = { ...node, ...change }
      const ctime = moves.every(name => name === 'state') ? node.ctime : now
      sql.run(
        'UPDATE nodes SET kind = ?, hidden = ?, state = ?, size = ?, mtime = ?, birth = ?, document = ?, detail = ?, writable = ?, ctime = ? WHERE ino = ?',
        nodeKinds.indexOf(next.kind),
        next.hidden ? 1 : 0,
        nodeStates.indexOf(next.state),
        next.size,
        Math.trunc(next.mtime),
        Math.trunc(next.birth),
        next.document ?? null,
        next.detail,
        next.writable ? 1 : 0,
        ctime,
        ino,
      )
    },
    rename(ino, parent, name, now) {
      const free = freeName(parent, name)
      sql.run(
        'UPDATE nodes SET parent = ?, folded = ?, name = ?, ctime = ? WHERE ino = ?',
        parent,
        foldName(free),
        free,
        now,
        ino,
      )
      return reader.node(ino)!
    },
    remove(ino) {
      sql.run('DELETE FROM nodes WHERE ino = ?', ino)
    },
    ofEntity: entity => sql.all<Row>(`SELECT ${columns} FROM nodes WHERE entity = ?`, entity).map(fromRow),
    everyChild: parent => sql.all<Row>(`SELECT ${columns} FROM nodes WHERE parent = ?`, parent).map(fromRow),
    companions: mount =>
      sql
        .all<Row>(
          `SELECT ${columns} FROM nodes WHERE mount = ? AND kind = 0 AND hidden = 1 AND entity IS NOT NULL`,
          mount,
        )
        .map(fromRow),
    setWritable(mount, route, writable) {
      sql.run(
        `UPDATE nodes SET writable = ?1 WHERE mount = ?2 AND kind = 1 AND writable <> ?1
         AND EXISTS (SELECT 1 FROM entities WHERE entities.entity = nodes.entity AND route = ?3)`,
        writable ? 1 : 0,
        mount,
        route,
      )
    },
    spoil(mount, details) {
      for (const detail of details) {
        sql.run(
          'UPDATE nodes SET state = ? WHERE mount = ? AND kind = 2 AND detail = ? AND state = 1',
          nodeStates.indexOf('stale'),
          mount,
          detail,
        )
      }
    },
  }
}

function first(rows: readonly Columns[]): Node | undefined {
  return rows[0] && fromColumns(rows[0])
}

function fromColumns(row: Columns): Node {
  return {
    ino: row[0],
    parent: row[1],
    name: row[2],
    kind: nodeKinds[row[3]]!,
    hidden: row[4] === 1,
    state: nodeStates[row[5]]!,
    size: row[6],
    mtime: row[7],
    ctime: row[8],
    birth: row[9],
    document: row[10] ?? undefined,
    entity: row[11] ?? undefined,
    mount: row[12] ?? undefined,
    detail: row[13],
    writable: row[14] === 1,
  }
}

function fromRow(row: Row): Node {
  return {
    ino: row.ino,
    parent: row.parent,
    name: row.name,
    kind: nodeKinds[row.kind]!,
    hidden: row.hidden === 1,
    state: nodeStates[row.state]!,
    size: row.size,
    mtime: row.mtime,
    ctime: row.ctime,
    birth: row.birth,
    document: row.document ?? undefined,
    entity: row.entity ?? undefined,
    mount: row.mount ?? undefined,
    detail: row.detail,
    writable: row.writable === 1,
  }
}
