import { createCoalescer } from '../layers/coalesce.ts'
import type { Compiled } from '../path/router.ts'
import type { Priority } from '../source/call.ts'
import { isSourceError, SourceError } from '../source/error.ts'
import type { Got, Want } from '../source/page.ts'
import type { AnyDocuments } from '../source/route.ts'
import type { EntityId, EntityRow } from '../store/contract.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { soundGots } from './answer.ts'
import { askSource } from './ask.ts'
import type { TrackerConnection } from './connection.ts'
import type { EntityCoalescer, SyncContext } from './context.ts'
import type { Rendering } from './rendering.ts'
import { settleFailure, settleGot } from './settle.ts'

export interface FetchContext {
  readonly signal: AbortSignal
  readonly priority: Priority
}

/** Fetches entities, joined and in batches. */
export interface Fetching {
  /** Resolves when each was answered for, well or badly: the store knows how. Rejects when the tracker can't be asked. */
  fetch(entities: readonly EntityId[], context: FetchContext): Promise<void>
}

/** Errors that say nothing about the entity that was asked for. */
const general = new Set<SourceError['kind']>(['offline', 'rate-limited', 'deadline', 'cancelled', 'full'])

/** A batch that fails is asked for in ever smaller parts, until this many requests have failed; the rest fails with them. */
const mostSplits = 16

export function createFetching(context: SyncContext, connection: TrackerConnection, rendering: Rendering): Fetching {
  const coalescers = new Map<string, EntityCoalescer>()
  const coalescer = (compiled: Compiled<AnyDocuments>): EntityCoalescer => {
    const { path, batch } = compiled.route
    let found = coalescers.get(path)
    if (!found) {
      found = createCoalescer<EntityId, void>({
        keyOf: String,
        max: batch ?? 1,
        run: async (entities, how) => {
          await connection.ensure()
          await fetchBatch(context, connection, compiled, entities, how)
          if (how.priority === 'waiting') await rendering.render(entities)
          else rendering.kick()
          return entities.map(() => undefined)
        },
      })
      coalescers.set(path, found)
    }
    return found
  }
  return {
    async fetch(entities, how) {
      const waits = entities.flatMap(id => {
        const entity = context.store.read.entities.entity(id)
        const compiled = entity && context.router.route(entity.route)
        if (entity && !compiled) forgetWant(context, entity)
        return compiled ? [coalescer(compiled).get(id, how)] : []
      })
      const failed = (await Promise.allSettled(waits)).find(result => result.status === 'rejected')
      if (failed) throw failed.reason
    },
  }
}

/** A newer version of the plugin has other routes: nobody can be asked for it. */
function forgetWant(context: SyncContext, entity: EntityRow): void {
  const error = new SourceError('unexpected', `The source has no route "${entity.route}" any more.`)
  context.store.transaction(write => {
    settleFailure(context, write, entity, error)
    write.entities.want(entity.entity, false)
  })
}

async function fetchBatch(
  context: SyncContext,
  connection: TrackerConnection,
  compiled: Compiled<AnyDocuments>,
  ids: readonly EntityId[],
  how: FetchContext,
  failed = { requests: 0 },
): Promise<void> {
  const entities = ids.flatMap(id => context.store.read.entities.entity(id) ?? [])
  if (entities.length === 0) return
  try {
    const gots = await ask(context, compiled, entities, how)
    context.store.transaction(write => {
      for (const [at, entity] of entities.entries()) settleAnswer(context, write, compiled, entity, gots[at]!)
    })
  } catch (thrown) {
    if (!isSourceError(thrown) || context.signal.aborted) throw thrown
    if (thrown.kind === 'denied') await connection.confirm()
    if (isGeneral(thrown)) throw thrown
    const half = Math.ceil(entities.length / 2)
    if (half < entities.length && ++failed.requests < mostSplits) {
      await fetchBatch(context, connection, compiled, ids.slice(0, half), how, failed)
      return await fetchBatch(context, connection, compiled, ids.slice(half), how, failed)
    }
    context.store.transaction(write => {
      for (const { entity } of entities) {
        const present = context.store.read.entities.entity(entity)
        if (present) settleFailure(context, write, present, thrown)
      }
    })
  } finally {
    context.progress()
  }
}

/** Whether an error is about the tracker or the account as a whole. */
function isGeneral({ kind, status }: SourceError): boolean {
  return general.has(kind) || (kind === 'denied' && status === 401)
}

/**
 * An answer counts unless something newer came while it was on its way: the entity is gone, or a feed has named it again.
 * What has no text yet takes it all the same, and is asked for once more.
 */
function settleAnswer(
  context: SyncContext,
  write: StoreWriter,
  compiled: Compiled<AnyDocuments>,
  asked: EntityRow,
  got: Got,
): void {
  const present = context.store.read.entities.entity(asked.entity)
  if (!present) return
  if (present.changes === asked.changes) return settleGot(context, write, compiled, present, got)
  if (present.body !== undefined || got.status !== 'fresh' || got.id !== present.id) return
  settleGot(context, write, compiled, present, got)
  write.entities.want(present.entity, true)
}

async function ask(
  context: SyncContext,
  compiled: Compiled<AnyDocuments>,
  entities: readonly EntityRow[],
  how: FetchContext,
): Promise<readonly Got[]> {
  const wants = entities.map((entity): Want => {
    const complete = entity.body !== undefined && entity.missing.length === 0
    return {
      key: entity.key,
      id: entity.id,
      ...(complete && entity.validator !== undefined ? { validator: entity.validator } : {}),
      ...(entity.body === undefined ? {} : { entity: JSON.parse(entity.body) as unknown }),
      ...(entity.missing.length > 0 ? { missing: entity.missing } : {}),
    }
  })
  const call = context.calls.call({
    signal: AbortSignal.any([how.signal, context.signal]),
    get priority() {
      return how.priority
    },
  })
  const gots = await askSource(context, () => compiled.route.fetch(wants, call), 'The fetch')
  return soundGots(gots, wants.length, compiled.route.path)
}
