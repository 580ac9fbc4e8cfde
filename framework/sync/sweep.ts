import type { EntityRow, Node, Problem } from '../store/contract.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { removeNode } from '../tree/folder.ts'
import { dropEntity } from '../tree/place.ts'
import { backgroundCall, type SyncContext } from './context.ts'
import type { Fetching } from './fetch.ts'
import { everyFolder, type FolderPlace, type Reading, readPages } from './load.ts'
import type { Listing } from './scope.ts'
import { label, placeOf } from './settle.ts'

/** A listing that lags behind writes cannot be blamed for missing what has been as it is for this long, in milliseconds. */
const lag = 300_000

/**
 * Lists identities again, then asks for what no answer has named since: it is gone, moved, or out of scope. What the tracker
 * still knows is out of scope when a second listing does not name it either: by offsets, one slips past when another one
 * leaves an earlier page meanwhile.
 */
export async function sweepListing(context: SyncContext, listing: Listing, fetching: Fetching): Promise<void> {
  const read = (): Promise<Reading> => readPages(context, listing, 'sweep', backgroundCall(context, 'refresh'))
  const reading = await read()
  if (listing.kind === 'folders') return sweepFolders(context, listing, reading, read)
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
  const left = suspects.filter(suspect => isUnlisted(context, listing, suspect, reading.state.started))
  if (left.length === 0) return
  const { started } = (await read()).state
  const missed = new Set(suspectsOf(context, listing, started).map(({ entity }) => entity))
  for (const suspect of left)
    if (missed.has(suspect.entity) && isUnlisted(context, listing, suspect, started)) drop(context, suspect)
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

/** Whether the tracker knows it, and a listing that may be blamed for it has not named it. */
function isUnlisted(
  context: SyncContext,
  listing: Listing,
  { entity: id, route }: EntityRow,
  started: number,
): boolean {
  const entity = context.store.read.entities.entity(id)
  if (!entity || entity.problem || context.ownWrites.of(route, entity.id) !== undefined) return false
  return entity.modified <= started - lag && listing.covers(entity)
}

function drop(context: SyncContext, suspect: EntityRow): void {
  const entity = context.store.read.entities.entity(suspect.entity)
  const compiled = context.router.route(suspect.route)
  if (!entity || !compiled) return
  const sentence = `${label(entity)} does not belong to this mount any more.`
  context.store.transaction(write =>
    dropEntity(placeOf(context, write), compiled, entity, { kind: 'not-found', sentence, at: write.now }),
  )
}

/** Folders that neither of two listings of folders names go with all that is in them. */
async function sweepFolders(
  context: SyncContext,
  listing: Listing,
  reading: Reading,
  read: () => Promise<Reading>,
): Promise<void> {
  const lost = lostFolders(context, listing, reading)
  if (lost.length === 0) return
  const again = new Set(lostFolders(context, listing, await read()).map(({ ino }) => ino))
  dropFolders(
    context,
    lost.filter(({ ino }) => again.has(ino)),
  )
}

function lostFolders(context: SyncContext, listing: Listing, { folders }: Reading): readonly FolderPlace[] {
  const route = context.router.folders.find(({ route: { path } }) => path === listing.route)
  if (!folders || !route) return []
  return everyFolder(context).filter(
    ({ ino, path }) => !folders.has(ino) && route.template.match(path) && isIn(path, listing.path),
  )
}

function dropFolders(context: SyncContext, lost: readonly FolderPlace[]): void {
  const { store } = context
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
