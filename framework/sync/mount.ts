import { guarded } from '../layers/guard.ts'
import { isSourceError, SourceError } from '../source/error.ts'
import type { Connection } from '../source/source.ts'
import type { Spool } from '../store/spool.ts'
import type { Demand } from '../tree/demand.ts'
import { pathBelow } from '../tree/folder.ts'
import { replant } from '../tree/plant.ts'
import { backgroundCall, type SyncContext } from './context.ts'
import { createDemand } from './demand.ts'
import { createFetching } from './fetch.ts'
import { createStreaming } from './files.ts'
import { backOff, pollInterval } from './freshness.ts'
import { createListings } from './listings.ts'
import { completeFolders, sweepListing } from './load.ts'
import { beginFeed, type FeedInstance, feedInstances, pollFeed } from './poll.ts'
import { createPump } from './pump.ts'
import { createRendering } from './rendering.ts'
import { feedListings, isComplete, type Listing, routeListings } from './scope.ts'
import { sleep } from './sleep.ts'

/** Keeps one mount's part of the store full and fresh. */
export interface MountSync {
  readonly demand: Demand
  /**
   * Connects. Resolves when the tracker has answered, or when it can't be reached and the store is warm.
   * Rejects when the credentials or the options are wrong, or when there is nothing stored to go on with.
   */
  start(): Promise<void>
  /** Resolves when every configured listing has been read to its end. */
  listed(): Promise<void>
  /** Resolves when besides everything listed is fetched and rendered, as far as the tracker gives it. */
  settled(): Promise<void>
  /** Asks for news now: of one file, or of everything. */
  refresh(ino?: number): Promise<void>
  /** When the next poll is due, milliseconds since 1970 UTC, and whether the last one failed. */
  state(): MountState
  stop(): Promise<void>
}

export interface MountState {
  readonly connected: boolean
  readonly lastPoll: number
  readonly nextPoll: number
  readonly lastError: SourceError | undefined
}

export interface MountSyncOptions {
  readonly spool: Spool
  /** The tracker's word for itself when the source has no `connect`. */
  readonly instance: string
  readme(): string
  /** Said to the user. */
  notice(sentence: string): void
  abort: AbortController
}

export function createMountSync(given: SyncContext, options: MountSyncOptions): MountSync {
  /** Whoever stores something wakes those who go on with it. */
  const context: SyncContext = {
    ...given,
    progress() {
      pump.kick()
      rendering.kick()
      given.progress()
    },
  }
  const { store, router, policy } = context
  const { read } = store
  const rendering = createRendering(context)
  const fetching = createFetching(context, rendering)
  const pump = createPump(context, fetching)
  const listings = createListings(context)
  const streaming = createStreaming(context, options.spool)
  const nextPolls = new Map<string, number>()
  const loops: Promise<void>[] = []
  let lastRead = context.now()
  let failures = 0
  let connected = false
  let lastError: SourceError | undefined
  let wake = new AbortController()

  const demand = createDemand(context, {
    fetching,
    rendering,
    listings,
    streaming,
    readme: options.readme,
    noticed() {
      const asleep = context.now() - lastRead > policy.shortest
      lastRead = context.now()
      if (asleep) wake.abort()
    },
  })

  /** The folders of the mount, as paths below it. */
  function folders(): readonly string[] {
    const { root } = context.mount()
    const visit = (ino: number): string[] => [
      pathBelow(read, context.mount(), ino),
      ...read.nodes.folders(ino).flatMap(child => visit(child.ino)),
    ]
    return visit(root)
  }

  function configured(): readonly Listing[] {
    return feedListings(router, folders())
  }

  async function connect(): Promise<void> {
    const connection: Connection = context.session.connect
      ? await guarded(() => context.session.connect!(backgroundCall(context, 'waiting')), 'The connection')
      : { instance: options.instance }
    const mount = context.mount()
    const account = connection.account?.id ?? ''
    const other = mount.seen > 0 && (mount.instance !== connection.instance || mount.account !== account)
    store.transaction(write => {
      if (other) replant(write, read, mount)
      const accountName = connection.account?.name ?? ''
      write.mounts.update(mount.mount, { instance: connection.instance, account, accountName, seen: write.now })
    })
    if (other)
      options.notice('The account or the instance has changed; what was stored for the other one is forgotten.')
    connected = true
    failures = 0
    lastError = undefined
  }

  async function load(): Promise<void> {
    for (const instance of feedInstances(context, folders())) await beginFeed(context, instance)
    for (const listing of configured()) {
      await listings.ensure(listing, 'listing')
    }
    completeFolders(context)
    for (const listing of routeListings(router, '').filter(({ kind }) => kind === 'folders'))
      await listings.ensure(listing, 'listing')
    context.progress()
  }

  /** One turn: what is due is polled or swept. Gives when the next turn is. */
  async function turn(): Promise<number> {
    if (!connected) await connect()
    if (!isListed()) await load()
    let next = Number.POSITIVE_INFINITY
    for (const instance of feedInstances(context, folders())) {
      const due = nextPolls.get(instance.name) ?? 0
      if (due <= context.now()) await poll(instance)
      next = Math.min(next, nextPolls.get(instance.name)!)
    }
    for (const listing of sweepable()) {
      const due = lastSweep(listing) + policy.sweep
      if (due <= context.now()) await sweepListing(context, listing, fetching)
      next = Math.min(next, lastSweep(listing) + policy.sweep)
    }
    return next
  }

  async function poll(instance: FeedInstance): Promise<void> {
    const { mount } = context.mount()
    await pollFeed(context, instance)
    store.transaction(write => write.mounts.update(mount, { seen: write.now }))
    const changed = read.progress.feed(mount, instance.name)!.changed
    nextPolls.set(instance.name, context.now() + pollInterval(policy, context.now(), lastRead, changed))
    lastError = undefined
    failures = 0
    context.progress()
  }

  /** What has been listed once is listed again, rarely; what no feed covers, more often. */
  function sweepable(): readonly Listing[] {
    const { mount } = context.mount()
    const own = folders().flatMap(path => routeListings(router, path))
    return [...configured(), ...own].filter(
      ({ what }) => read.progress.listing(mount, what, 'load')?.finished !== undefined,
    )
  }

  function lastSweep({ what }: Listing): number {
    const { mount } = context.mount()
    const sweep = read.progress.listing(mount, what, 'sweep')
    const load = read.progress.listing(mount, what, 'load')
    return sweep ? (sweep.finished ?? 0) : (load?.finished ?? 0)
  }

  function isListed(): boolean {
    const { mount } = context.mount()
    return configured().every(({ path }) => isComplete(router, read, mount, path))
  }

  /** Polls as long as the mount is there. */
  async function runTurns(): Promise<void> {
    while (!context.signal.aborted) {
      wake = new AbortController()
      let next: number
      try {
        next = await turn()
      } catch (thrown) {
        if (context.signal.aborted) return
        failures++
        lastError = isSourceError(thrown) ? thrown : new SourceError('unexpected', String(thrown), { cause: thrown })
        context.report(lastError)
        next = context.now() + Math.min(backOff(failures, lastError.retryAfter), Math.max(policy.shortest, 30_000))
      }
      await sleep(Math.min(next - context.now(), 3_600_000), AbortSignal.any([wake.signal, context.signal]))
      if (wake.signal.aborted) for (const name of nextPolls.keys()) nextPolls.set(name, 0)
    }
  }

  return {
    demand,
    async start() {
      if (context.mount().revision !== context.mountRevision) soil()
      loops.push(rendering.run(), pump.run())
      try {
        await connect()
      } catch (thrown) {
        const warm = context.mount().seen > 0
        const wrong =
          !isSourceError(thrown) || thrown.kind === 'denied' || thrown.kind === 'invalid' || thrown.kind === 'not-found'
        if (!warm || wrong) throw thrown
        lastError = thrown
        options.notice(`${thrown.message} Going on with what is stored.`)
      }
      loops.push(runTurns())
    },
    async listed() {
      while (!isListed() && !context.signal.aborted) await progressed()
    },
    async settled() {
      while (!context.signal.aborted) {
        const { wanted, dirty } = read.entities.counts(context.mount().mount)
        if (
          isListed() &&
          dirty === 0 &&
          (wanted === 0 || (read.entities.nextRetry(context.mount().mount) ?? 0) > context.now())
        )
          return
        await progressed()
      }
    },
    async refresh(ino) {
      const node = ino === undefined ? undefined : read.nodes.node(ino)
      if (node?.kind === 'document' && node.entity !== undefined) {
        store.transaction(write => write.entities.want(node.entity!, true))
        await fetching.fetch([node.entity], { signal: context.signal, priority: 'waiting' })
        return
      }
      for (const instance of feedInstances(context, folders())) await poll(instance)
    },
    state: () => ({
      connected,
      lastPoll: Math.max(0, ...read.progress.feeds(context.mount().mount).map(({ polled }) => polled)),
      nextPoll: Math.min(...nextPolls.values(), Number.MAX_SAFE_INTEGER),
      lastError,
    }),
    async stop() {
      options.abort.abort()
      await Promise.allSettled(loops)
      await context.renderer.close()
      await context.session.close?.()
    },
  }

  function soil(): void {
    const { mount } = context.mount()
    store.transaction(write => {
      write.entities.soil(mount)
      write.mounts.update(mount, { revision: context.mountRevision })
    })
  }

  /** Resolves at the next step of the work, or after a moment. */
  async function progressed(): Promise<void> {
    await sleep(20, context.signal)
  }
}
