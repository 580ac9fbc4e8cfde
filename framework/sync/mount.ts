import { isSourceError, SourceError } from '../source/error.ts'
import type { Session } from '../source/source.ts'
import type { Ino } from '../store/contract.ts'
import type { Spool } from '../store/spool.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import type { Demand } from '../tree/demand.ts'
import { pathBelow } from '../tree/folder.ts'
import { viewRole } from '../tree/view-role.ts'
import { settleWritable } from '../tree/writable.ts'
import { createChores } from './chores.ts'
import { createConnection, isRefusal } from './connection.ts'
import type { SyncContext } from './context.ts'
import { createDemand } from './demand.ts'
import { createFetching } from './fetch.ts'
import { createStreaming } from './files.ts'
import { withDeadline } from './first-answer.ts'
import { asSourceError, keepRunning } from './keep-running.ts'
import { createOwnWrites } from './own-writes.ts'
import { createProgress } from './progress.ts'
import { createPump } from './pump.ts'
import { createRendering } from './rendering.ts'
import { createRounds } from './rounds.ts'
import { longestSleep, sleep } from './sleep.ts'
import { createViews, type ViewState } from './views.ts'
import { createWriting, type MountWriting } from './writing.ts'

/** Keeps one mount's part of the store full and fresh. */
export interface MountSync {
  readonly demand: Demand
  readonly writing: MountWriting
  /**
   * Connects. Resolves when the tracker has answered, or when it can't be reached and the store is warm.
   * Rejects when the credentials or the options are wrong, or when there is nothing stored to go on with.
   */
  start(): Promise<void>
  /**
   * Connects, where other mounts go on whatever comes of it: waits no longer than a program would, never rejects, and
   * tries again by itself. Gives why the tracker refuses us, where it does.
   */
  startBesideOthers(): Promise<SourceError | undefined>
  /** Resolves when every configured listing has been read to its end; beside others also when that fails for now. */
  listed(beside?: 'others'): Promise<void>
  /** Resolves when besides everything listed is fetched and rendered, as far as the tracker gives it. */
  settled(): Promise<void>
  /** Asks for news now: of one file, of a folder, or of everything. */
  refresh(ino?: Ino): Promise<void>
  state(): MountState
  views(): readonly ViewState[]
  stop(): Promise<void>
}

/** Times are milliseconds since 1970 UTC. */
export interface MountState {
  readonly connected: boolean
  readonly lastPoll: number
  readonly nextPoll: number
  /** Why the last poll, listing or sweep failed, until it succeeds; or that the disk is full. */
  readonly lastError: SourceError | undefined
}

export interface MountSyncOptions {
  readonly spool: Spool
  /** The tracker's word for itself when the source has no `connect`. */
  readonly instance: string
  /** Another session of the same source, for asking again who we are. */
  fresh(): Session
  /** Saved queries by the name of their view. */
  readonly views: Readonly<Record<string, string>>
  readme(): string
  /** Said to the user. */
  notice(sentence: string): void
  abort: AbortController
}

export function createMountSync(given: Omit<SyncContext, 'ownWrites'>, options: MountSyncOptions): MountSync {
  const progress = createProgress()
  const context: SyncContext = {
    ...given,
    ownWrites: createOwnWrites(given.now),
    progress() {
      progress.tell()
      given.progress()
    },
  }
  const { store, policy } = context
  const { read } = store
  const connection = createConnection(context, {
    ...options,
    emptied: write => views.plant(write),
    changed: () => wake.abort(),
  })
  const rendering = createRendering(context)
  const fetching = createFetching(context, connection, rendering)
  const pump = createPump(context, connection, fetching)
  const chores = createChores(context, connection)
  const rounds = createRounds(context, connection, fetching, () => wake.abort())
  const streaming = createStreaming(context, connection, options.spool)
  const views = createViews(context, connection, rounds.listings, options.views, () => wake.abort())
  const answered = new Set<() => void>()
  const writing = createWriting(context, connection, rendering, listener => {
    answered.add(listener)
    return () => answered.delete(listener)
  })
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
    views,
    readme: options.readme,
    noticed() {
      if (Math.abs(context.now() - rounds.lastRead()) > policy.shortest) hurry()
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
      const next = await chores.turn(() => [...rounds.chores(), ...views.chores()])
      if (before && !chores.error()) pump.resume()
      if (connection.connected && !chores.error()) for (const listener of answered) listener()
      context.progress()
      const pause = Math.min(Math.max(next - context.now(), 0), longestSleep)
      await sleep(pause, AbortSignal.any([wake.signal, context.signal]))
    }
  }

  /** The renderer or what references lead to has changed: everything is rendered again from what is stored. */
  function soil(): void {
    const { mount } = context.mount()
    store.transaction(write => {
      write.entities.soil(mount)
      write.mounts.update(mount, { revision: context.mountRevision })
    })
  }

  /** What could not be rendered is tried again: this may be another version, or another machine. */
  function begin(): void {
    if (context.mount().revision !== context.mountRevision) soil()
    store.transaction(write => write.entities.soilFailed(context.mount().mount))
    loops.push(keepRunning(context, rendering.run))
  }

  function runLoops(): void {
    loops.push(keepRunning(context, pump.run), keepRunning(context, runTurns))
  }

  function sayGoingOn({ message }: SourceError): void {
    options.notice(`${message} ${context.mount().seen > 0 ? 'Going on with what is stored.' : 'It is tried again.'}`)
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

  /** A mount that can only be read shows the tracker's versions, whatever waits in the journal. */
  function uncoverAll(write: StoreWriter): void {
    for (const { entity } of read.entities.covered(context.mount().mount)) {
      write.entities.cover(entity, false)
      write.entities.soilEntity(entity)
    }
  }

  store.transaction(write => {
    views.plant(write)
    settleWritable(writing.place(write))
    if (!context.writes) uncoverAll(write)
  })

  return {
    demand,
    writing,
    async start() {
      begin()
      try {
        await connection.ensure()
      } catch (thrown) {
        if (!isSourceError(thrown) || isRefusal(thrown) || context.mount().seen === 0) throw thrown
        sayGoingOn(thrown)
      }
      runLoops()
    },
    async startBesideOthers() {
      begin()
      try {
        await withDeadline(connection.ensure(), policy.deadline)
      } catch (thrown) {
        const error = asSourceError(thrown)
        if (isRefusal(error)) return error
        sayGoingOn(error)
      } finally {
        runLoops()
      }
      return undefined
    },
    listed: beside => until(() => rounds.isListed() || (beside !== undefined && chores.error() !== undefined)),
    settled: () => until(() => rounds.isListed() && !read.entities.busy(context.mount().mount, context.now())),
    async refresh(ino) {
      await connection.ensure('again')
      const node = ino === undefined ? undefined : read.nodes.node(ino)
      if (node && viewRole(node) === 'one') return views.refresh(node)
      if (node?.entity !== undefined && node.kind !== 'folder') return refreshEntity(node.entity)
      await rounds.refresh(node === undefined ? '' : pathBelow(read, context.mount(), node.ino))
    },
    state: () => ({
      connected: connection.connected,
      lastPoll: Math.max(0, ...read.progress.feeds(context.mount().mount).map(({ polled }) => polled)),
      nextPoll: rounds.nextPoll(),
      lastError: chores.error() ?? pump.full(),
    }),
    views: views.states,
    async stop() {
      options.abort.abort()
      await Promise.allSettled(loops)
      await context.renderer.close()
      await context.session.close?.()
    },
  }
}
