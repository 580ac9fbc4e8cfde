import { guarded } from '../layers/guard.ts'
import type { Call, Priority } from '../source/call.ts'
import { isSourceError } from '../source/error.ts'
import type { Page } from '../source/page.ts'
import { dropEntity } from '../tree/place.ts'
import { backgroundCall, type SyncContext } from './context.ts'
import type { Fetching } from './fetch.ts'
import { isComplete, type Listing } from './scope.ts'
import { label, placeOf, settleItem } from './settle.ts'

/** A listing that lags behind writes cannot be blamed for missing what has been as it is for this long, in milliseconds. */
const lag = 300_000

/** Reads a listing to its end, from where an interrupted one stopped. Each page is one transaction. */
export async function loadListing(context: SyncContext, listing: Listing, priority: Priority): Promise<void> {
  await readPages(context, listing, 'load', backgroundCall(context, priority))
  completeFolders(context)
}

/** Lists identities again, then asks for what no answer has named since: it is gone, moved, or out of scope. */
export async function sweepListing(context: SyncContext, listing: Listing, fetching: Fetching): Promise<void> {
  const { store, router } = context
  const started = await readPages(context, listing, 'sweep', backgroundCall(context, 'refresh'))
  const { mount } = context.mount()
  const suspects = router.documents
    .filter(({ route }) => !route.hidden)
    .flatMap(({ route }) => store.read.entities.unseen(mount, route.path, started))
    .filter(entity => listing.covers(entity))
  await fetching.fetch(
    suspects.map(({ entity }) => entity),
    { signal: context.signal, priority: 'refresh' },
  )
  for (const suspect of suspects) {
    const entity = store.read.entities.entity(suspect.entity)
    const compiled = router.route(suspect.route)
    if (!entity || !compiled || entity.problem || entity.modified > started - lag) continue
    const why = {
      kind: 'not-found',
      sentence: `${label(entity)} does not belong to this mount any more.`,
      at: context.now(),
    } as const
    store.transaction(write => dropEntity(placeOf(context, write), compiled, entity, why))
  }
}

/** Gives the time at which the listing began. */
async function readPages(context: SyncContext, listing: Listing, kind: 'load' | 'sweep', call: Call): Promise<number> {
  const { store } = context
  const { mount } = context.mount()
  const known = store.read.progress.listing(mount, listing.what, kind)
  const resumed = known && known.finished === undefined ? known : undefined
  let state = resumed ?? {
    what: listing.what,
    kind,
    cursor: undefined,
    listed: 0,
    total: undefined,
    started: context.now(),
    finished: undefined,
  }
  store.transaction(write => write.progress.setListing(mount, state))
  const read = kind === 'load' ? listing.load : listing.sweep
  for (let pages = 0; ; pages++) {
    const page = await nextPage(context, () => read(call, state.cursor), resumed !== undefined && pages === 0)
    context.signal.throwIfAborted()
    if (page === 'restart') {
      state = { ...state, cursor: undefined, listed: 0 }
      continue
    }
    const last = page.next === undefined || page.next === state.cursor
    state = {
      ...state,
      cursor: page.next,
      listed: state.listed + page.items.length,
      total: page.total ?? state.total,
      finished: last ? context.now() : undefined,
    }
    store.transaction(write => {
      for (const item of page.items) settleItem(context, write, item, listing.route)
      for (const item of page.also ?? []) settleItem(context, write, item)
      write.progress.setListing(mount, state)
    })
    context.progress()
    if (last) return state.started
  }
}

/** One page. A cursor kept from an earlier run may have expired: then the listing starts again. */
async function nextPage(context: SyncContext, read: () => Promise<Page>, kept: boolean): Promise<Page | 'restart'> {
  try {
    return await guarded(read, 'The listing')
  } catch (thrown) {
    if (kept && !context.signal.aborted && isSourceError(thrown) && thrown.kind === 'invalid') return 'restart'
    throw thrown
  }
}

/** Folders whose names are all known say so. */
export function completeFolders(context: SyncContext): void {
  const { store, router } = context
  const mount = context.mount()
  const visit = (ino: number, path: string): void => {
    const folder = store.read.nodes.node(ino)!
    if (folder.state !== 'ready' && isComplete(router, store.read, mount.mount, path)) {
      store.transaction(write => write.nodes.change(ino, { state: 'ready' }, write.now))
    }
    for (const child of store.read.nodes.folders(ino))
      visit(child.ino, path === '' ? child.name : `${path}/${child.name}`)
  }
  visit(mount.root, '')
}
