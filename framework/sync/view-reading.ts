import { posix } from 'node:path'
import type { Item } from '../source/page.ts'
import type { Node } from '../store/contract.ts'
import type { StoreWriter } from '../store/sqlite.ts'
import { folderNamed } from '../tree/folder.ts'
import { documentNode } from '../tree/place.ts'
import { linkView, type Shown } from '../tree/views.ts'
import { soundPage } from './answer.ts'
import { askSource } from './ask.ts'
import { backgroundCall, type SyncContext } from './context.ts'
import type { Listings } from './listings.ts'
import { inView, prefixes, routeListings } from './scope.ts'
import { settleItem } from './settle.ts'
import { watchPages } from './watch-pages.ts'

/** A view: its name and what it asks in the tracker's language. */
export interface View {
  readonly name: string
  readonly query: string
}

/** Names a view's state in the store: another query is another view. */
export function stateName({ name, query }: View): string {
  return JSON.stringify([name, query])
}

/** Asks a view's query to its end, then makes the folder's links those of what it found, in one transaction. */
export async function readView(context: SyncContext, listings: Listings, view: View, folder: Node): Promise<void> {
  const started = context.now()
  const items = await search(context, view)
  await listFolders(context, listings, items)
  const { store } = context
  const { mount } = context.mount()
  store.transaction(write => {
    const shown = items.flatMap(item => settleShown(context, write, item) ?? [])
    const left = linkView(write, store.read, context.mount(), folder, shown)
    for (const id of left) {
      const entity = store.read.entities.entity(id)
      if (entity && !inView(context.router, store.read, mount, entity.route, entity.key)) write.entities.want(id, true)
    }
    write.progress.setListing(mount, {
      what: stateName(view),
      kind: 'view',
      cursor: undefined,
      listed: shown.length,
      total: items.length,
      started,
      finished: write.now,
    })
    write.nodes.change(folder.ino, { state: 'ready' }, write.now)
  })
  context.progress()
}

/** The file, made when the issue belongs to the mount and is not stored yet. */
function settleShown(context: SyncContext, write: StoreWriter, item: Item): Shown | undefined {
  const { read } = context.store
  const { mount } = context.mount()
  const compiled = context.router.route(item.route ?? '')
  if (compiled?.route.hidden) return undefined
  const known = compiled && read.entities.byId(mount, compiled.route.path, item.id)
  if (compiled && !known && !hasPlace(context, compiled.template.formatFolder(item.key))) return undefined
  settleItem(context, write, item, undefined, 'sweep')
  const entity = read.entities.byId(mount, item.route!, item.id)
  const document = entity && documentNode(write, entity)
  return document && { entity, document }
}

/** Whether the folders that the tracker has to name on the way to a path are there. */
function hasPlace({ store, router, mount }: SyncContext, path: string): boolean {
  let folder: Node | undefined = store.read.nodes.node(mount().root)
  return prefixes(path).every(above => {
    if (above === '') return true
    folder = folder && folderNamed(store.read, folder.ino, posix.basename(above))
    return folder !== undefined || !router.folders.some(({ template }) => template.match(above))
  })
}

/** Reads which folders the mount has, where the tracker names them, before issues are sorted into them. */
async function listFolders(context: SyncContext, listings: Listings, items: readonly Item[]): Promise<void> {
  const { router } = context
  if (router.folders.length === 0) return
  const paths = new Set(
    items.flatMap(({ route, key }) => {
      const compiled = router.route(route ?? '')
      return compiled ? prefixes(compiled.template.formatFolder(key)) : []
    }),
  )
  for (const path of [...paths].sort((one, other) => one.length - other.length)) {
    const named = routeListings(router, path).filter(({ kind }) => kind === 'folders')
    for (const listing of named) await listings.ensure(listing, 'listing')
  }
}

async function search(context: SyncContext, { name, query }: View): Promise<readonly Item[]> {
  const call = backgroundCall(context, 'listing')
  const found = new Map<string, Item>()
  const what = `The view "${name}"`
  const isLast = watchPages(what)
  for (let from: string | undefined; ; ) {
    const page = soundPage(await askSource(context, () => context.session.search!(query, call, from), what), what)
    context.signal.throwIfAborted()
    for (const item of [...page.items, ...(page.also ?? [])]) found.set(`${item.route} ${item.id}`, item)
    if (isLast(page, from)) return [...found.values()]
    from = page.next
  }
}
