import type { Compiled } from '../path/router.ts'
import { SourceError } from '../source/error.ts'
import type { Change, Got, Item } from '../source/page.ts'
import type { AnyDocuments } from '../source/route.ts'
import type { EntityRow, Node, Problem } from '../store/contract.ts'
import type { EntityChange } from '../store/entities.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { updateCompanion } from '../tree/companion.ts'
import { ensureFolder, staleIndex } from '../tree/folder.ts'
import { documentNode, dropEntity, type Place, placeEntity, replaceEntity } from '../tree/place.ts'
import type { SyncContext } from './context.ts'
import { backOff } from './freshness.ts'
import { inView, isComplete } from './scope.ts'

/** Answers of the tracker become rows and files, inside one transaction of the caller. */

/** What placing entities of a mount needs. */
export function placeOf(context: SyncContext, write: StoreWriter): Place {
  const { router } = context
  const { read } = context.store
  const mount = context.mount()
  const complete = (path: string): boolean => isComplete(router, read, mount.mount, path)
  const writable = (path: string): boolean => context.writes && router.writableFolder(path)
  const folders = { holdsDocuments: router.holdsDocuments, complete, writable }
  return { write, read, mount, router, writes: context.writes, folders }
}

/**
 * Where an item comes from: of a `sweep`, one that says nothing but who it is has not changed by being named;
 * of a `delta`, it has; of a `listing`, it has unless it is the same version.
 */
export type ItemOrigin = 'listing' | 'sweep' | 'delta'

/** An item of a listing or a delta. Gives the folder that it is, if it is one. */
export function settleItem(
  context: SyncContext,
  write: StoreWriter,
  item: Item,
  listed: string | undefined,
  origin: ItemOrigin,
): Node | undefined {
  const path = item.route ?? listed
  if (path === undefined)
    throw new SourceError('unexpected', `The source listed the item ${item.id} without saying its route.`)
  const folder = context.router.folders.find(({ route }) => route.path === path)
  if (folder) {
    const place = placeOf(context, write)
    return ensureFolder(write, place.read, place.mount, folder.template.format(item.key), place.folders)
  }
  const compiled = context.router.route(path)
  if (!compiled)
    throw new SourceError('unexpected', `The source listed an item of the route "${path}", which it does not have.`)
  settleDocument(context, write, compiled, item, origin)
  return undefined
}

function settleDocument(
  context: SyncContext,
  write: StoreWriter,
  compiled: Compiled<AnyDocuments>,
  item: Item,
  origin: ItemOrigin,
): void {
  const { mount } = context.mount()
  const known = context.store.read.entities.byId(mount, compiled.route.path, item.id)
  const own = context.ownWrites.of(compiled.route.path, item.id)
  if (known && own !== undefined && isOlder(item.modified, own)) return write.entities.see(known.entity, write.now)
  const same = known !== undefined && isSame(known, item, origin)
  if (same && JSON.stringify(known.key) === JSON.stringify(item.key)) return write.entities.see(known.entity, write.now)
  const carries = item.entity !== undefined && !same && (own === undefined || known?.body === undefined)
  const wanted = carries ? (item.missing?.length ?? 0) > 0 : !same || known.wanted
  upsert(context, write, compiled, {
    mount,
    route: compiled.route.path,
    id: item.id,
    key: item.key,
    validator: item.validator,
    modified: time(item.modified),
    ...(carries ? { body: JSON.stringify(item.entity), missing: item.missing ?? [] } : {}),
    wanted,
  })
}

/** Whether what a tracker says is older than what we have read after a write of our own. */
function isOlder(modified: string | undefined, own: number): boolean {
  return (time(modified) ?? own) < own
}

/** Whether an item names the version that is stored. */
function isSame(known: EntityRow, item: Item, origin: ItemOrigin): boolean {
  if (known.body === undefined || known.missing.length > 0) return origin === 'sweep' && item.entity === undefined
  if (item.validator !== undefined) return known.validator === item.validator
  if (item.entity !== undefined || origin === 'delta') return false
  return origin === 'sweep' && (item.modified === undefined || time(item.modified) === known.modified)
}

/** A change of a feed. */
export function settleChange(context: SyncContext, write: StoreWriter, change: Change): void {
  const { mount } = context.mount()
  const { read } = context.store
  if (change.change === 'upsert') {
    const route = change.route ?? ''
    if (inView(context.router, read, mount, route, change.key) || read.entities.byId(mount, route, change.id))
      settleItem(context, write, change, undefined, 'delta')
    return
  }
  const compiled = context.router.route(change.route)
  const known = read.entities.byId(mount, change.route, change.id)
  if (!compiled || !known) return
  if (change.change === 'moved') settleMove(context, write, compiled, known, change.to)
  else dropEntity(placeOf(context, write), compiled, known, gone(known, write.now))
}

/** The answer to a want. */
export function settleGot(
  context: SyncContext,
  write: StoreWriter,
  compiled: Compiled<AnyDocuments>,
  entity: EntityRow,
  got: Got,
): void {
  switch (got.status) {
    case 'fresh':
      return settleFresh(context, write, compiled, entity, got)
    case 'unchanged':
      if (entity.body === undefined || entity.missing.length > 0)
        return settleFailure(
          context,
          write,
          entity,
          wrong(entity, 'says that nothing has changed of what it never gave'),
        )
      return settleUnchanged(write, entity)
    case 'gone':
      return dropEntity(placeOf(context, write), compiled, entity, gone(entity, write.now))
    case 'moved':
      return settleMove(context, write, compiled, entity, got.to, got.id)
    case 'denied':
      return settleFailure(
        context,
        write,
        entity,
        new SourceError('denied', `${label(entity)} may not be read with this account.`),
      )
    case 'failed':
      return settleFailure(context, write, entity, got.error)
  }
}

function settleFresh(
  context: SyncContext,
  write: StoreWriter,
  compiled: Compiled<AnyDocuments>,
  entity: EntityRow,
  got: Extract<Got, { status: 'fresh' }>,
): void {
  const { missing = [] } = got
  const own = context.ownWrites.of(entity.route, entity.id)
  if (own !== undefined && entity.body !== undefined && isOlder(got.modified, own))
    return settleUnchanged(write, entity)
  const body = JSON.stringify(got.entity)
  if (got.id !== entity.id)
    return settleFailure(context, write, entity, wrong(entity, `answered with the issue whose id is ${got.id}`))
  if (missing.length > 0 && body === entity.body)
    return settleFailure(context, write, entity, wrong(entity, `did not give what it lacks (${missing.join(', ')})`))
  upsert(context, write, compiled, {
    mount: entity.mount,
    route: entity.route,
    id: got.id,
    key: got.key,
    validator: got.validator,
    modified: time(got.modified),
    body,
    missing,
    wanted: missing.length > 0,
  })
}

/** It is as it was: what was marked as out of date is right again. */
function settleUnchanged(write: StoreWriter, entity: EntityRow): void {
  write.entities.confirm(entity.entity, write.now)
  const node = documentNode(write, entity)
  if (node?.state === 'denied') restore(write, entity, node)
  else if (node?.state === 'stale' && !entity.dirty) write.nodes.change(node.ino, { state: 'ready' }, write.now)
}

/** It may be read again. */
function restore(write: StoreWriter, entity: EntityRow, node: Node): void {
  write.entities.soilEntity(entity.entity)
  write.nodes.change(node.ino, { state: node.document === undefined ? 'absent' : 'stale' }, write.now)
  write.invalidate({ what: 'content', ino: node.ino })
}

function wrong(entity: EntityRow, what: string): SourceError {
  return new SourceError('unexpected', `Asked for ${label(entity)}, the source ${what}.`)
}

/** It could not be fetched: it alone is left alone for a while. Denied twice, it leaves the index and answers EACCES. */
export function settleFailure(context: SyncContext, write: StoreWriter, entity: EntityRow, error: SourceError): void {
  const failures = entity.failures + 1
  const problem: Problem = { kind: error.kind, sentence: error.message, at: write.now }
  write.entities.fail(entity.entity, problem, failures, write.now + backOff(failures, error.retryAfter))
  const node = documentNode(write, entity)
  if (node && !node.hidden && node.document === undefined) staleIndex(write, context.store.read, node.parent)
  if (error.kind !== 'denied' || entity.problem?.kind !== 'denied') return
  write.entities.want(entity.entity, false)
  write.entities.rendered(entity.entity, false, undefined)
  if (!node) return
  write.nodes.change(node.ino, { state: 'denied' }, write.now)
  write.invalidate({ what: 'content', ino: node.ino })
  staleIndex(write, context.store.read, node.parent)
}

function upsert(
  context: SyncContext,
  write: StoreWriter,
  compiled: Compiled<AnyDocuments>,
  change: EntityChange,
): void {
  const entity = write.entities.put(change, write.now)
  const place = placeOf(context, write)
  const node = placeEntity(place, compiled, entity)
  if (node.state === 'denied') restore(write, entity, node)
  else if (node.document !== undefined) {
    const state = entity.dirty || entity.wanted ? 'stale' : 'ready'
    if (node.detail !== 'on-demand' || state === 'stale') write.nodes.change(node.ino, { state }, write.now)
  }
  if (change.body !== undefined && entity.dirty) updateCompanion(place, compiled, node, entity)
}

function settleMove(
  context: SyncContext,
  write: StoreWriter,
  compiled: Compiled<AnyDocuments>,
  entity: EntityRow,
  to: EntityRow['key'] | undefined,
  id = entity.id,
): void {
  const place = placeOf(context, write)
  if (!to) return dropEntity(place, compiled, entity, movedAway(entity, write.now))
  const { mount, route } = entity
  const moved = (): EntityRow => {
    const there = write.entities.put({ mount, route, id, key: to, wanted: true }, write.now)
    placeEntity(place, compiled, there)
    return there
  }
  if (id === entity.id) return void moved()
  // Whoever has found the move first: the one that it has become may not have been listed yet.
  const known = place.read.entities.byId(mount, route, id)
  const other = known ?? (inView(context.router, place.read, mount, route, to) ? moved() : undefined)
  replaceEntity(place, compiled, entity, other, movedAway(entity, write.now))
}

function gone(entity: EntityRow, at: number): Problem {
  return {
    kind: 'not-found',
    sentence: `${label(entity)} was deleted in the tracker, or is hidden from this account.`,
    at,
  }
}

function movedAway(entity: EntityRow, at: number): Problem {
  return { kind: 'not-found', sentence: `${label(entity)} was moved to a place that this mount does not show.`, at }
}

/** An entity in words. */
export function label(entity: EntityRow): string {
  return String(Object.values(entity.key).at(-1) ?? entity.id)
}

function time(iso: string | undefined): number | undefined {
  const at = iso === undefined ? Number.NaN : Date.parse(iso)
  return Number.isNaN(at) ? undefined : at
}
