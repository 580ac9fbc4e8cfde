import { type Call, type Change, type Cursor, type Delta, SourceError } from 'issuefs/source'
import { askSearch } from '../list/search.ts'
import { itemOf, stateOf } from '../model/entity.ts'
import { type JsonObject, lineOf, objectOf } from '../model/json.ts'
import { idOf, repositoryNamed } from '../model/key.ts'
import { isoTime } from '../model/time.ts'
import type { Site } from '../site.ts'
import { latest } from './position.ts'

/** Milliseconds that each poll looks back: the index of the search trails behind writes. */
const OVERLAP = 120_000

/** What the poll of a search remembers. Times are GitHub's. */
interface Position {
  readonly top: string
  /** Versions by identity, as far back as the next poll looks. */
  readonly seen: Readonly<Record<string, string>>
  /** Of a pass that has more pages. */
  readonly pass?: { readonly cursor: string; readonly top: string; readonly seen: Readonly<Record<string, string>> }
}

/** One poll of a search: one request while the hundred latest changes hold all news. */
export async function pollSearch(site: Site, call: Call, since?: Cursor): Promise<Delta> {
  const position: Position = since === undefined ? { top: '', seen: {} } : positionOf(since)
  const { nodes, next } = await askSearch(site, call, {
    rest: 'sort:updated-desc',
    count: 100,
    cursor: position.pass?.cursor,
    depth: 'identity',
  })
  const found = nodes.flatMap(seenOf)
  const versions = Object.fromEntries(found.map(({ id, version }) => [id, version]))
  const top = latest([position.pass?.top ?? position.top, ...found.map(({ at }) => at)])
  const seen = { ...versions, ...position.pass?.seen }
  const done = { top, seen: since === undefined ? seen : within(seen, top) }
  if (since === undefined) return { changes: [], next: JSON.stringify(done), more: false }
  const from = earliest(position.top)
  const changes = found
    .filter(({ id, version, at }) => at >= from && position.seen[id] !== version)
    .map(({ item }): Change => ({ change: 'upsert', ...item }))
  const isNews = (found.at(-1)?.at ?? '') >= from && found.length > 0
  if (!isNews || next === undefined) return { changes, next: JSON.stringify(done), more: false }
  const pass = { cursor: next, top, seen }
  return { changes, next: JSON.stringify({ top: position.top, seen: position.seen, pass }), more: true }
}

function seenOf(node: JsonObject) {
  const repository = repositoryNamed(objectOf(node.repository).nameWithOwner)
  const item = repository && itemOf(node, repository)
  if (!item) return []
  const at = isoTime(node.updatedAt) ?? ''
  const version = `${at} ${lineOf(stateOf(node))} ${lineOf(objectOf(node.comments).totalCount)}`
  const { validator: _, ...fresh } = item
  return [{ id: idOf(item.key), at, version, item: fresh }]
}

function within(seen: Readonly<Record<string, string>>, top: string): Readonly<Record<string, string>> {
  const from = earliest(top)
  return Object.fromEntries(Object.entries(seen).filter(([, version]) => version >= from))
}

function earliest(top: string): string {
  const at = Date.parse(top)
  return Number.isNaN(at) ? '' : `${new Date(at - OVERLAP).toISOString().slice(0, 19)}Z`
}

function positionOf(cursor: Cursor): Position {
  try {
    const position = JSON.parse(cursor) as Position
    if (typeof position.top === 'string' && typeof position.seen === 'object') return position
  } catch {}
  throw new SourceError('invalid', 'The stored cursor of the GitHub mount cannot be read: run “issuefs reload”.')
}
