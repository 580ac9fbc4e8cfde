import type { Compiled } from '../path/router.ts'
import { SourceError } from '../source/error.ts'
import type { Change, Got, Item } from '../source/page.ts'
import type { AnyDocuments } from '../source/route.ts'
import type { EntityRow, Problem } from '../store/contract.ts'
import type { EntityChange } from '../store/entities.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { refreshCompanion } from '../tree/companion.ts'
import { ensureFolder, staleIndex } from '../tree/folder.ts'
import { documentNode, dropEntity, type Place, placeEntity } from '../tree/place.ts'
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
  return { write, read, mount, router, folders: { holdsDocuments: router.holdsDocuments, complete } }
}

/** An item of a listing or a delta. */
export function settleItem(context: SyncContext, write: StoreWriter, item: Item, listed?: string): void {
  const path = item.route ?? listed
  if (path === undefined)
    throw new SourceError('unexpected', `The source listed the item ${item.id} without saying its route.`)
  const folder = context.router.folders.find(({ route }) => route.path === path)
  if (folder) {
    const place = placeOf(context, write)
    ensureFolder(write, place.read, place.mount, folder.template.format(item.key), place.folders)
    return
  }
  const compiled = context.router.route(path)
  if (!compiled)
    throw new SourceError('unexpected', `The source listed an item of the route "${path}", which it does not have.`)
  settleDocument(context, write, compiled, item)
}

function settleDocument(context: SyncContext, write: StoreWriter, compiled: Compiled<AnyDocuments>, item: Item): void {
  const { mount } = context.mount()
  const known = context.store.read.entities.byId(mount, compiled.route.path, item.id)
  const same =
    known?.body !== undefined &&
    known.missing.length === 0 &&
    item.validator !== undefined &&
    known.validator === item.validator
  if (same && JSON.stringify(known.key) === JSON.stringify(item.key)) return write.entities.see(known.entity, write.now)
  const carries = item.entity !== undefined && !same
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

/** A change of a feed. */
export function settleChange(context: SyncContext, write: StoreWriter, change: Change): void {
  const { mount } = context.mount()
  const { read } = context.store
  if (change.change === 'upsert') {
    if (inView(context.router, read, mount, change.route ?? '', change.key)) settleItem(context, write, change)
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
      return upsert(context, write, compiled, {
        mount: entity.mount,
        route: entity.route,
        id: got.id,
        key: got.key,
        validator: got.validator,
        modified: time(got.modified),
        body: JSON.stringify(got.entity),
        missing: got.missing ?? [],
        wanted: false,
      })
    case 'unchanged':
      return write.entities.confirm(entity.entity, write.now)
    case 'gone':
      return dropEntity(placeOf(context, write), compiled, entity, gone(entity, write.now))
    case 'moved':
      return settleMove(context, write, compiled, entity, got.to)
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

/** It could not be fetched: it alone is left alone for a while. Denied twice, it leaves the index and answers EACCES. */
export function settleFailure(context: SyncContext, write: StoreWriter, entity: EntityRow, error: SourceError): void {
  const failures = entity.failures + 1
  const problem: Problem = { kind: error.kind, sentence: error.message, at: write.now }
  write.entities.fail(entity.entity, problem, failures, write.now + backOff(failures, error.retryAfter))
  if (error.kind !== 'denied' || failures < 2) return
  write.entities.want(entity.entity, false)
  write.entities.rendered(entity.entity, false, undefined)
  const node = documentNode(write, entity)
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
  const node = placeEntity(placeOf(context, write), compiled, entity)
  if (node.state === 'denied')
    write.nodes.change(node.ino, { state: node.document === undefined ? 'absent' : 'stale' }, write.now)
  else if (node.state === 'ready') write.nodes.change(node.ino, { state: 'stale' }, write.now)
  if (change.body !== undefined) refreshCompanion(write, context.store.read, node)
}

function settleMove(
  context: SyncContext,
  write: StoreWriter,
  compiled: Compiled<AnyDocuments>,
  entity: EntityRow,
  to: EntityRow['key'] | undefined,
): void {
  const place = placeOf(context, write)
  if (!to) return dropEntity(place, compiled, entity, movedAway(entity, write.now))
  const moved = write.entities.put(
    { mount: entity.mount, route: entity.route, id: entity.id, key: to, wanted: true },
    write.now,
  )
  placeEntity(place, compiled, moved)
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
