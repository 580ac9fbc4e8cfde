import { createCoalescer } from '../layers/coalesce.ts'
import { guarded } from '../layers/guard.ts'
import type { Compiled } from '../path/router.ts'
import type { Priority } from '../source/call.ts'
import { isSourceError, SourceError } from '../source/error.ts'
import type { Got, Want } from '../source/page.ts'
import type { AnyDocuments } from '../source/route.ts'
import type { EntityId, EntityRow } from '../store/contract.ts'
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

export function createFetching(context: SyncContext, rendering: Rendering): Fetching {
  const coalescers = new Map<string, EntityCoalescer>()
  const coalescer = (compiled: Compiled<AnyDocuments>): EntityCoalescer => {
    const { path, batch } = compiled.route
    let found = coalescers.get(path)
    if (!found) {
      found = createCoalescer<EntityId, void>({
        keyOf: String,
        max: batch ?? 1,
        run: async (entities, how) => {
          await fetchBatch(context, compiled, entities, how)
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
        const route = context.store.read.entities.entity(id)?.route
        const compiled = route === undefined ? undefined : context.router.route(route)
        return compiled ? [coalescer(compiled).get(id, how)] : []
      })
      const failed = (await Promise.allSettled(waits)).find(result => result.status === 'rejected')
      if (failed) throw failed.reason
    },
  }
}

async function fetchBatch(
  context: SyncContext,
  compiled: Compiled<AnyDocuments>,
  ids: readonly EntityId[],
  how: FetchContext,
): Promise<void> {
  const entities = ids.flatMap(id => context.store.read.entities.entity(id) ?? [])
  if (entities.length === 0) return
  try {
    const gots = await ask(context, compiled, entities, how)
    context.store.transaction(write => {
      for (const [at, entity] of entities.entries()) settleGot(context, write, compiled, entity, gots[at]!)
    })
  } catch (thrown) {
    if (!isSourceError(thrown) || general.has(thrown.kind) || context.signal.aborted) throw thrown
    if (entities.length > 1) return splitBatch(context, compiled, entities, how)
    context.store.transaction(write => settleFailure(context, write, entities[0]!, thrown))
  } finally {
    context.progress()
  }
}

/** A batch that failed as a whole is asked for in halves, so that one bad entity fails alone. */
async function splitBatch(
  context: SyncContext,
  compiled: Compiled<AnyDocuments>,
  entities: readonly EntityRow[],
  how: FetchContext,
): Promise<void> {
  const ids = entities.map(({ entity }) => entity)
  const half = Math.ceil(ids.length / 2)
  await fetchBatch(context, compiled, ids.slice(0, half), how)
  await fetchBatch(context, compiled, ids.slice(half), how)
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
  const call = context.calls.call(how)
  const gots = await guarded(() => compiled.route.fetch(wants, call), 'The fetch')
  if (gots.length !== wants.length) {
    throw new SourceError(
      'unexpected',
      `The source answered ${gots.length} of ${wants.length} wants of "${compiled.route.path}"; it must answer each.`,
    )
  }
  return gots
}
