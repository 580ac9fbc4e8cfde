import { plainName } from '../path/name.ts'
import type { Call, Priority } from '../source/call.ts'
import { isSourceError } from '../source/error.ts'
import type { Page } from '../source/page.ts'
import type { Ino } from '../store/contract.ts'
import type { ListingState } from '../store/progress.ts'
import { isTrackers } from '../tree/folder.ts'
import { soundPage } from './answer.ts'
import { askSource } from './ask.ts'
import { backgroundCall, type SyncContext } from './context.ts'
import { isComplete, type Listing } from './scope.ts'
import { settleItem } from './settle.ts'
import { watchPages } from './watch-pages.ts'

/** Reads a listing to its end, from where an interrupted one stopped. Each page is one transaction. */
export async function loadListing(context: SyncContext, listing: Listing, priority: Priority): Promise<void> {
  await readPages(context, listing, 'load', backgroundCall(context, priority))
  completeFolders(context)
  context.progress()
}

/** What was read of a listing. */
export interface Reading {
  readonly state: ListingState
  /** The folders that it named, unless it began before this run. */
  readonly folders: ReadonlySet<Ino> | undefined
}

/**
 * A sweep during which the clock was set back begins again: nobody could tell any more what it has seen.
 */
export async function readPages(
  context: SyncContext,
  listing: Listing,
  kind: ListingState['kind'],
  call: Call,
): Promise<Reading> {
  const { store } = context
  const { mount } = context.mount()
  const known = store.read.progress.listing(mount, listing.what, kind)
  const resumed = known && known.finished === undefined && known.cursor !== undefined && known.started <= context.now()
  let state: ListingState = resumed ? known : startOf(listing, kind, context.now())
  const folders = new Set<Ino>()
  store.transaction(write => write.progress.setListing(mount, state))
  const read = kind === 'load' ? listing.load : listing.sweep
  const origin = kind === 'load' ? 'listing' : 'sweep'
  const isLast = watchPages(nameOf(listing))
  let latest = state.started
  for (let pages = 0; ; pages++) {
    const page = await nextPage(context, listing, () => read(call, state.cursor), resumed === true && pages === 0)
    context.signal.throwIfAborted()
    const setBack = kind === 'sweep' && context.now() < latest
    latest = context.now()
    if (setBack || page === 'restart') {
      if (setBack) folders.clear()
      state = { ...state, cursor: undefined, listed: 0, ...(setBack ? { started: latest } : {}) }
      continue
    }
    const last = isLast(page, state.cursor)
    state = {
      ...state,
      cursor: page.next,
      listed: state.listed + page.items.length,
      total: page.total ?? state.total,
      finished: last ? context.now() : undefined,
    }
    store.transaction(write => {
      for (const item of page.items) {
        const folder = settleItem(context, write, item, listing.route, origin)
        if (folder) folders.add(folder.ino)
      }
      for (const item of page.also ?? []) settleItem(context, write, item, undefined, origin)
      write.progress.setListing(mount, state)
    })
    context.progress()
    if (last) return { state, folders: resumed ? undefined : folders }
  }
}

function startOf({ what }: Listing, kind: ListingState['kind'], now: number): ListingState {
  return { what, kind, cursor: undefined, listed: 0, total: undefined, started: now, finished: undefined }
}

function nameOf({ what }: Listing): string {
  return `The listing "${what.trim()}"`
}

/** One page. A cursor kept from an earlier run may have expired: then the listing starts again. */
async function nextPage(
  context: SyncContext,
  listing: Listing,
  read: () => Promise<Page>,
  kept: boolean,
): Promise<Page | 'restart'> {
  try {
    return soundPage(await askSource(context, read, 'The listing'), nameOf(listing))
  } catch (thrown) {
    if (kept && !context.signal.aborted && isSourceError(thrown) && thrown.kind === 'invalid') return 'restart'
    throw thrown
  }
}

/** Folders whose names are all known say so. */
export function completeFolders(context: SyncContext): void {
  const { store, router } = context
  const mount = context.mount()
  const visit = (ino: Ino, path: string): void => {
    const folder = store.read.nodes.node(ino)!
    if (folder.state !== 'ready' && isComplete(router, store.read, mount.mount, path)) {
      store.transaction(write => write.nodes.change(ino, { state: 'ready' }, write.now))
    }
    for (const { ino: child, path: below } of foldersIn(context, ino, path)) visit(child, below)
  }
  visit(mount.root, '')
}

/** A folder of a mount. */
export interface FolderPlace {
  readonly ino: Ino
  /** Below the mount, as templates spell it. */
  readonly path: string
}

/** All listed folders of a mount, its own first. */
export function everyFolder(context: SyncContext): readonly FolderPlace[] {
  const visit = (place: FolderPlace): FolderPlace[] => [
    place,
    ...foldersIn(context, place.ino, place.path).flatMap(child => visit(child)),
  ]
  return visit({ ino: context.mount().root, path: '' })
}

function foldersIn(context: SyncContext, ino: Ino, path: string): readonly FolderPlace[] {
  const trackers = context.store.read.nodes.folders(ino).filter(isTrackers)
  return trackers.map(({ ino: child, name }) => {
    const plain = plainName(name)
    return { ino: child, path: path === '' ? plain : `${path}/${plain}` }
  })
}
