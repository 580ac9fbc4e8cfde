import { setTimeout } from 'node:timers/promises'
import type { SourceError } from '../source/error.ts'
import type { Node } from '../store/contract.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { removeNode } from '../tree/folder.ts'
import { viewRole } from '../tree/view-role.ts'
import { isViewNamed, plantViews, viewFolders, viewsName } from '../tree/views.ts'
import type { Chore } from './chores.ts'
import type { TrackerConnection } from './connection.ts'
import type { SyncContext } from './context.ts'
import { backOff, hasCome, longestBackOff } from './freshness.ts'
import { asSourceError, longestRest } from './keep-running.ts'
import type { Listings } from './listings.ts'
import { readView, stateName, type View } from './view-reading.ts'

/** The part of the deadline for which one who enters a view waits for a newer one. */
const share = 0.9

/** The views of a mount: each is read when it is entered, and again when it is entered after it has aged. */
export interface Views {
  /** Makes their folders, and says which have to be read before they can be shown. */
  plant(write: StoreWriter): void
  /** Resolves when a view can be shown: read, or as it was where it can't be read again in time. */
  enter(folder: Node): Promise<void>
  /** Reads a view again now. */
  refresh(folder: Node): Promise<void>
  /** Marks views that have aged, so that the next one who enters waits for news. */
  chores(): readonly Chore[]
  states(): readonly ViewState[]
}

/** What a view has found. */
export interface ViewState extends View {
  readonly issues: number
  readonly leftOut: number
  /** When it was last read, milliseconds since 1970 UTC; 0: never. */
  readonly finished: number
}

interface Failure {
  readonly error: SourceError
  readonly count: number
  readonly until: number
}

/**
 * @param saved queries by the name of their view, from the configuration; they win over the source's own
 * @param wake called when there will be something to do before it was expected
 */
export function createViews(
  context: SyncContext,
  connection: TrackerConnection,
  listings: Listings,
  saved: Readonly<Record<string, string>>,
  wake: () => void,
): Views {
  const { store, session } = context
  const queries = session.search ? { ...session.views, ...saved } : {}
  const views: readonly View[] = Object.entries(queries).map(([name, query]) => ({ name, query }))
  const underWay = new Map<string, Promise<void>>()
  const failures = new Map<string, Failure>()
  const tried = new Map<string, number>()
  const of = (folder: Node): View | undefined => views.find(({ name }) => isViewNamed(folder, name))
  const stateOf = (view: View) => store.read.progress.listing(context.mount().mount, stateName(view), 'view')
  const lastRead = (view: View): number | undefined => stateOf(view)?.finished

  /** A time that seems to be still to come was before the clock was set back, nobody knows how long. */
  const past = (at: number): number => (at > context.now() ? 0 : at)

  async function read(view: View, ino: number): Promise<void> {
    try {
      await connection.ensure()
      const folder = store.read.nodes.node(ino)
      if (folder) await readView(context, listings, view, folder)
      failures.delete(view.name)
    } catch (thrown) {
      const error = asSourceError(thrown)
      const count = (failures.get(view.name)?.count ?? 0) + 1
      const rest = Math.max(Math.min(backOff(count, undefined), longestRest), error.retryAfter ?? 0)
      failures.set(view.name, { error, count, until: context.now() + rest })
      if (!context.signal.aborted) context.report(error)
      throw error
    }
  }

  function readOnce(view: View, ino: number): Promise<void> {
    const known = underWay.get(view.name)
    if (known) return known
    const made = read(view, ino).finally(() => {
      underWay.delete(view.name)
      wake()
    })
    underWay.set(view.name, made)
    return made
  }

  /** One that was read before is shown as it was when the tracker does not answer in time. */
  async function renew(view: View, folder: Node): Promise<void> {
    tried.set(view.name, context.now())
    const over = new AbortController()
    const late = setTimeout(context.policy.deadline * share, undefined, { signal: over.signal, ref: false })
    await Promise.race([readOnce(view, folder.ino), late]).catch(() => {})
    over.abort()
    late.catch(() => {})
    store.transaction(write => write.nodes.change(folder.ino, { state: 'ready' }, write.now))
  }

  return {
    plant(write) {
      const { read } = store
      plantViews(
        write,
        read,
        context.mount(),
        views.map(({ name }) => name),
      )
      for (const folder of viewFolders(write, context.mount())) {
        const view = of(folder)
        if (view && lastRead(view) !== undefined) continue
        for (const link of write.nodes.everyChild(folder.ino)) removeNode(write, link)
        write.nodes.change(folder.ino, { state: 'absent' }, write.now)
      }
    },
    async enter(folder) {
      const view = viewRole(folder) === 'one' ? of(folder) : undefined
      if (!view || folder.state === 'ready') return
      if (folder.state === 'stale') return renew(view, folder)
      const failure = failures.get(view.name)
      if (failure && !hasCome(failure.until, context.now(), longestBackOff)) throw failure.error
      await readOnce(view, folder.ino)
    },
    async refresh(folder) {
      const view = of(folder)
      if (view) await readOnce(view, folder.ino)
    },
    chores() {
      const { read } = store
      const all = read.nodes.child(context.mount().root, viewsName)
      return (all ? read.nodes.folders(all.ino) : []).flatMap((folder): Chore[] => {
        const view = folder.state === 'ready' ? of(folder) : undefined
        const at = view && lastRead(view)
        if (!view || at === undefined) return []
        const due = Math.max(past(at), past(tried.get(view.name) ?? 0)) + context.policy.view
        const run = async (): Promise<void> =>
          store.transaction(write => write.nodes.change(folder.ino, { state: 'stale' }, write.now))
        return [{ name: `view ${view.name}`, due, run }]
      })
    },
    states: () =>
      views.map(view => {
        const { listed = 0, total = 0, finished = 0 } = stateOf(view) ?? {}
        return { ...view, issues: listed, leftOut: (total ?? 0) - listed, finished }
      }),
  }
}
