import type { EntityRow, Node, Problem } from '../store/contract.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { removeNode } from '../tree/folder.ts'
import { dropEntity } from '../tree/place.ts'
import { backgroundCall, type SyncContext } from './context.ts'
import type { Fetching } from './fetch.ts'
import { everyFolder, type Reading, readPages } from './load.ts'
import type { Listing } from './scope.ts'
import { label, placeOf } from './settle.ts'

/** A listing that lags behind writes cannot be blamed for missing what has been as it is for this long, in milliseconds. */
const lag = 300_000

/** Lists identities again, then asks for what no answer has named since: it is gone, moved, or out of scope. */
export async function sweepListing(context: SyncContext, listing: Listing, fetching: Fetching): Promise<void> {
  const reading = await readPages(context, listing, 'sweep', backgroundCall(context, 'refresh'))
  if (listing.kind === 'folders') return dropFolders(context, listing, reading)
  const suspects = suspectsOf(context, listing, reading.state.started)
  try {
    await fetching.fetch(
      suspects.map(({ entity }) => entity),
      { signal: context.signal, priority: 'refresh' },
    )
  } catch (thrown) {
    unfinish(context, reading)
    throw thrown
  }
  for (const suspect of suspects) dropSuspect(context, listing, suspect, reading.state.started)
}

function suspectsOf(context: SyncContext, listing: Listing, started: number): readonly EntityRow[] {
  const { mount } = context.mount()
  return context.router.documents
    .filter(({ route }) => !route.hidden)
    .flatMap(({ route }) => context.store.read.entities.unseen(mount, route.path, started))
    .filter(entity => listing.covers(entity))
}

/** The sweep is due again: what it suspects could not be asked for. */
function unfinish(context: SyncContext, { state }: Reading): void {
  const { mount } = context.mount()
  context.store.transaction(write =>
    write.progress.setListing(mount, { ...state, cursor: undefined, finished: undefined }),
  )
}

/** The tracker knows it, and no listing names it any more. */
function dropSuspect(context: SyncContext, listing: Listing, suspect: EntityRow, started: number): void {
  const entity = context.store.read.entities.entity(suspect.entity)
  const compiled = context.router.route(suspect.route)
  if (context.ownWrites.of(suspect.route, suspect.id) !== undefined) return
  if (!entity || !compiled || entity.problem || entity.modified > started - lag || !listing.covers(entity)) return
  const sentence = `${label(entity)} does not belong to this mount any more.`
  context.store.transaction(write =>
    dropEntity(placeOf(context, write), compiled, entity, { kind: 'not-found', sentence, at: write.now }),
  )
}

/** Folders that a listing of folders no longer names go with all that is in them. */
function dropFolders(context: SyncContext, listing: Listing, { folders }: Reading): void {
  const { store, router } = context
  const route = router.folders.find(({ route: { path } }) => path === listing.route)
  if (!folders || !route) return
  const lost = everyFolder(context).filter(
    ({ ino, path }) => !folders.has(ino) && route.template.match(path) && isIn(path, listing.path),
  )
  for (const { ino, path } of lost) {
    const node = store.read.nodes.node(ino)
    if (!node) continue
    store.transaction(write => {
      const sentence = `The tracker does not list "${path}" any more.`
      forgetBelow(write, node)
      removeNode(write, node, { kind: 'not-found', sentence, at: write.now } satisfies Problem)
      write.progress.forgetListings(context.mount().mount, path)
    })
  }
}

function isIn(path: string, folder: string): boolean {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) === folder : folder === ''
}

function forgetBelow(write: StoreWriter, node: Node): void {
  if (node.kind === 'document' && node.entity !== undefined) {
    for (const link of write.nodes.ofEntity(node.entity)) if (link.kind === 'link') removeNode(write, link)
    write.entities.remove(node.entity)
  }
  if (node.kind === 'folder') for (const child of write.nodes.everyChild(node.ino)) forgetBelow(write, child)
}
