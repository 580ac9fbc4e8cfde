import { isSourceError, SourceError } from '../source/error.ts'
import type { Ino } from '../store/contract.ts'
import type { Spool } from '../store/spool.ts'
import type { Demand } from '../tree/demand.ts'
import { pathBelow } from '../tree/folder.ts'
import { createChores } from './chores.ts'
import { createConnection } from './connection.ts'
import type { SyncContext } from './context.ts'
import { createDemand } from './demand.ts'
import { createFetching } from './fetch.ts'
import { createStreaming } from './files.ts'
import { keepRunning } from './keep-running.ts'
import { createProgress } from './progress.ts'
import { createPump } from './pump.ts'
import { createRendering } from './rendering.ts'
import { createRounds } from './rounds.ts'
import { sleep } from './sleep.ts'

/** Keeps one mount's part of the store full and fresh. */
export interface MountSync {
  readonly demand: Demand
  /**
   * Connects. Resolves when the tracker has answered, or when it can't be reached and the store is warm.
   * Rejects when the credentials or the options are wrong, or when there is nothing stored to go on with.
   *
   * @param others whether there are other mounts to go on with: an unreachable tracker is a notice then
   */
  start(others?: boolean): Promise<void>
  /** Resolves when every configured listing has been read to its end. */
  listed(): Promise<void>
  /** Resolves when besides everything listed is fetched and rendered, as far as the tracker gives it. */
  settled(): Promise<void>
  /** Asks for news now: of one file, of a folder, or of everything. */
  refresh(ino?: Ino): Promise<void>
  state(): MountState
  stop(): Promise<void>
}

/** Times are milliseconds since 1970 UTC. */
export interface MountState {
  readonly connected: boolean
  readonly lastPoll: number
  readonly nextPoll: number
  /** Why the last poll, listing or sweep failed, until it succeeds. */
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

/** Kinds of errors that another try does not mend. */
const wrong = new Set<SourceError['kind']>(['denied', 'invalid', 'not-found'])

export function createMountSync(given: SyncContext, options: MountSyncOptions): MountSync {
  const progress = createProgress()
  const context: SyncContext = {
    ...given,
    progress() {
      progress.tell()
      given.progress()
    },
  }
  const { store, policy } = context
  const { read } = store
  const connection = createConnection(context, options)
  const rendering = createRendering(context)
  const fetching = createFetching(context, rendering)
  const pump = createPump(context, fetching)
  const chores = createChores(context)
  const rounds = createRounds(context, connection, fetching, () => wake.abort())
  const streaming = createStreaming(context, options.spool)
  const loops: Promise<void>[] = []
  let wake = new AbortController()

  progress.listen(() => {
    pump.kick()
    rendering.kick()
  })

  const demand = createDemand(context, {
    connection,
    fetching,
    rendering,
    listings: rounds.listings,
    streaming,
    readme: options.readme,
    noticed() {
      if (context.now() - rounds.lastRead() > policy.shortest) hurry()
      rounds.noticed()
    },
  })

  /** Somebody looks again after a while: the next turn is now. */
  function hurry(): void {
    rounds.hurry()
    chores.forgive()
    wake.abort()
  }

  async function runTurns(): Promise<void> {
    while (!context.signal.aborted) {
      wake = new AbortController()
      const before = chores.error()
      const next = await chores.turn(rounds.chores)
      if (before && !chores.error()) pump.resume()
      context.progress()
      const pause = Math.min(Math.max(next - context.now(), 0), 3_600_000)
      await sleep(pause, AbortSignal.any([wake.signal, context.signal]))
    }
  }

  /** The renderer has changed: everything is rendered again from what is stored. */
  function soil(): void {
    const { mount } = context.mount()
    store.transaction(write => {
      write.entities.soil(mount)
      write.mounts.update(mount, { revision: context.mountRevision })
    })
  }

  function goOn(thrown: unknown, others: boolean): void {
    const warm = context.mount().seen > 0
    if (!isSourceError(thrown) || wrong.has(thrown.kind) || (!warm && !others)) throw thrown
    options.notice(`${thrown.message} ${warm ? 'Going on with what is stored.' : 'It is tried again.'}`)
  }

  async function until(done: () => boolean): Promise<void> {
    while (!done() && !context.signal.aborted) await progress.next(context.signal)
  }

  async function refreshEntity(entity: number): Promise<void> {
    store.transaction(write => write.entities.want(entity, true))
    await fetching.fetch([entity], { signal: context.signal, priority: 'waiting' })
    await rendering.render([entity])
    const problem = read.entities.entity(entity)?.problem
    if (problem) throw new SourceError(problem.kind, problem.sentence)
  }

  return {
    demand,
    async start(others = false) {
      if (context.mount().revision !== context.mountRevision) soil()
      loops.push(keepRunning(context, rendering.run))
      try {
        await connection.ensure()
      } catch (thrown) {
        goOn(thrown, others)
      }
      loops.push(keepRunning(context, pump.run), keepRunning(context, runTurns))
    },
    listed: () => until(() => rounds.isListed()),
    settled: () => until(() => rounds.isListed() && !read.entities.busy(context.mount().mount, context.now())),
    async refresh(ino) {
      await connection.ensure()
      const node = ino === undefined ? undefined : read.nodes.node(ino)
      if (node?.entity !== undefined && node.kind !== 'folder') return refreshEntity(node.entity)
      await rounds.refresh(node === undefined ? '' : pathBelow(read, context.mount(), node.ino))
    },
    state: () => ({
      connected: connection.connected,
      lastPoll: Math.max(0, ...read.progress.feeds(context.mount().mount).map(({ polled }) => polled)),
      nextPoll: rounds.nextPoll(),
      lastError: chores.error(),
    }),
    async stop() {
      options.abort.abort()
      await Promise.allSettled(loops)
      await context.renderer.close()
      await context.session.close?.()
    },
  }
}
