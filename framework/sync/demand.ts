import { SourceError } from '../source/error.ts'
import type { EntityRow, Node } from '../store/contract.ts'
import { buildCompanion, documentBeside } from '../tree/companion.ts'
import type { Demand } from '../tree/demand.ts'
import { pathBelow } from '../tree/folder.ts'
import { generate, storeGenerated } from '../tree/generate.ts'
import { viewRole } from '../tree/view-role.ts'
import { addTemplate, templateName } from '../tree/writing-files.ts'
import { createByKey } from './by-key.ts'
import type { TrackerConnection } from './connection.ts'
import type { SyncContext } from './context.ts'
import type { Fetching } from './fetch.ts'
import type { Streaming } from './files.ts'
import { hasCome, longestBackOff } from './freshness.ts'
import { awaitLines } from './index-content.ts'
import type { Listings } from './listings.ts'
import type { Rendering } from './rendering.ts'
import { feedListings, prefixes, routeListings } from './scope.ts'
import { placeOf } from './settle.ts'
import type { Views } from './views.ts'
import { writingText } from './writing-text.ts'

export interface DemandParts {
  readonly connection: TrackerConnection
  readonly fetching: Fetching
  readonly rendering: Rendering
  readonly listings: Listings
  readonly streaming: Streaming
  readonly views: Views
  readme(): string
  noticed(): void
}

/** Answers the file side for one mount. */
export function createDemand(context: SyncContext, parts: DemandParts): Demand {
  const { store, router } = context
  const { read } = store

  const byKey = createByKey(context, parts.connection, parts.rendering)

  async function listing(folder: Node, signal: AbortSignal): Promise<void> {
    if (viewRole(folder)) return orAborted(parts.views.enter(folder), signal)
    const path = pathBelow(read, context.mount(), folder.ino)
    const covering = feedListings(router, prefixes(path))
    for (const each of [...routeListings(router, path), ...covering])
      await orAborted(parts.listings.ensure(each, 'waiting'), signal)
  }

  async function document(node: Node, signal: AbortSignal): Promise<void> {
    const entity = node.entity === undefined ? undefined : read.entities.entity(node.entity)
    if (!entity) throw new SourceError('not-found', `"${node.name}" is not there any more.`)
    const onDemand = node.detail === 'on-demand'
    const incomplete =
      entity.body === undefined || entity.missing.length > 0 || entity.wanted || (onDemand && node.state === 'stale')
    if (incomplete) {
      if (entity.problem && !hasCome(entity.retryAt, context.now(), longestBackOff))
        throw new SourceError(entity.problem.kind, entity.problem.sentence)
      const waited = parts.fetching.fetch([entity.entity], { signal, priority: 'waiting' })
      void parts.fetching.fetch(ahead(node, entity), { signal, priority: 'prefetch' }).catch(() => {})
      await waited
    }
    await parts.rendering.render([entity.entity])
    const present = read.entities.entity(entity.entity)
    if (present?.problem) throw new SourceError(present.problem.kind, present.problem.sentence)
    if (onDemand && read.nodes.node(node.ino)?.state === 'stale') {
      store.transaction(write => write.nodes.change(node.ino, { state: 'ready' }, write.now))
    }
  }

  /** The next names, as many as one request takes along. */
  function ahead(node: Node, { route }: EntityRow): readonly number[] {
    const most = (router.route(route)?.route.batch ?? 1) - 1
    if (node.detail === 'on-demand' || most === 0) return []
    return read.nodes
      .children(node.parent, node.ino, most)
      .filter(({ kind, state }) => kind === 'document' && state === 'absent')
      .flatMap(({ entity }) => entity ?? [])
  }

  /** Somebody works in a folder that has not been listed: it is, so that what was found there is kept fresh. */
  function enter(folder: Node): void {
    for (const each of routeListings(router, pathBelow(read, context.mount(), folder.ino)))
      void parts.listings.ensure(each, 'prefetch').catch(() => {})
  }

  return {
    async name(parent, name, signal) {
      if (viewRole(parent)) return orAborted(parts.views.enter(parent), signal)
      const beside = documentBeside(read, parent.ino, name)
      if (beside) return companion(beside, signal)
      const below = pathBelow(read, context.mount(), parent.ino)
      if (name === templateName && context.writes && router.makersOf(below).length > 0) {
        const mount = context.mount()
        store.transaction(write => addTemplate({ write, mount, writes: context.writes }, parent.ino))
        return
      }
      const match = router.match(below === '' ? name : `${below}/${name}`)
      if (match?.compiled.route.hidden || (match && parent.state !== 'ready')) {
        await byKey({ parent, name, compiled: match.compiled, key: match.key }, signal)
        if (!match.compiled.route.hidden) enter(parent)
        return
      }
      if (parent.state !== 'ready') await listing(parent, signal)
    },
    async content(node, signal) {
      if (node.kind === 'document') return document(node, signal)
      if (node.detail === 'index' || node.detail === 'index-all') {
        const folder = read.nodes.node(node.parent)
        if (folder && folder.state !== 'ready') await listing(folder, signal)
        if ((await awaitLines(context, parts, node, signal)) === 'as before') return
      }
      const written = await orAborted(writingText(context, parts.connection, node), signal)
      const text = written ?? generate({ read, mount: context.mount(), readme: parts.readme, now: context.now() }, node)
      if (text === undefined)
        throw new SourceError('not-found', `What "${node.name}" is made of is not there any more.`)
      store.transaction(write => storeGenerated(write, node, text))
    },
    listing,
    bytes: (node, offset, length, signal) => parts.streaming.read(node, offset, length, signal),
    noticed: parts.noticed,
  }

  async function companion(beside: Node, signal: AbortSignal): Promise<void> {
    const known = read.entities.entity(beside.entity!)
    if (known?.body === undefined) await document(beside, signal)
    const entity = read.entities.entity(beside.entity!)
    const compiled = entity && router.route(entity.route)
    if (compiled) store.transaction(write => buildCompanion(placeOf(context, write), compiled, beside, entity))
  }
}

/** Work that others wait for too goes on when one of them gives up. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    signal.addEventListener('abort', abort, { once: true })
    if (signal.aborted) abort()
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
