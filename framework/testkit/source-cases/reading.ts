import { expect } from 'vitest'
import { createRouter } from '../../path/router.ts'
import type { Call } from '../../source/call.ts'
import type { Document } from '../../source/document.ts'
import type { AnyFeed } from '../../source/feed.ts'
import type { AnyKey } from '../../source/key.ts'
import type { Item, Page } from '../../source/page.ts'
import type { AnyDocuments } from '../../source/route.ts'
import type { OpenSource } from '../source-fixture.ts'

/** How many pages a listing may have before it is taken for endless. */
const mostPages = 1000

/** Reads a listing to its end, page by page. */
export async function readListing(list: (from?: string) => Promise<Page>): Promise<readonly Page[]> {
  const pages: Page[] = []
  for (let from: string | undefined; pages.length < mostPages; ) {
    const page = await list(from)
    pages.push(page)
    if (page.next === undefined) return pages
    from = page.next
  }
  throw new Error(`The listing has no end: ${mostPages} pages were read. The last page must have no "next".`)
}

/** An item that says its route. */
export type ListedItem = Item & { readonly route: string }

/** A listing with how one reads it, from a cursor on, in any session of the source. */
export interface Listing {
  /** Such as `the feed issues of "app"`. */
  readonly name: string
  readonly pages: readonly Page[]
  readonly items: readonly ListedItem[]
  list(open: Pick<OpenSource, 'session'>, call: Call, from?: string): Promise<Page>
  /** What names the same issues more cheaply, if there is something. */
  readonly sweep?: (call: Call, from?: string) => Promise<Page>
}

/** The folders that a source has, the outermost, `''`, first. */
export async function everyFolder({ session }: Pick<OpenSource, 'session'>, call: Call): Promise<readonly string[]> {
  const router = createRouter(session)
  const paths: string[] = ['']
  for (const path of paths) {
    for (const { compiled, scope } of router.listingsOf(path)) {
      const { route, template } = compiled
      if (route.kind !== 'folders') continue
      for (const page of await readListing(from => route.list(scope, call, from) as Promise<Page>))
        paths.push(...page.items.map(({ key }) => template.format(key)))
    }
  }
  return paths
}

/** Every listing of issues that a source has, by its feeds and folder by folder, as the kernel finds them. */
export async function everyListing({ session }: Pick<OpenSource, 'session'>, call: Call): Promise<readonly Listing[]> {
  const listings: Listing[] = []
  for (const listing of await listingsOf({ session }, call)) {
    const pages = await readListing(from => listing.list({ session }, call, from))
    listings.push({ ...listing, pages, items: pages.flatMap(page => itemsOf(session, listing, page)) })
  }
  return listings
}

/** A listing before it is read. */
type UnreadListing = Omit<Listing, 'pages' | 'items'> & { readonly route?: string }

async function listingsOf({ session }: Pick<OpenSource, 'session'>, call: Call): Promise<readonly UnreadListing[]> {
  const router = createRouter(session)
  const listings: UnreadListing[] = []
  for (const path of await everyFolder({ session }, call)) {
    for (const { feed, template } of router.feeds) {
      const scope = feed.list && template.match(path)
      if (!scope) continue
      listings.push({
        name: `the feed ${feed.name} of "${path}"`,
        list: (open, asking, from) => feedOf(open.session, feed).list!(scope, asking, from),
        ...(feed.sweep && { sweep: (asking, from) => feed.sweep!(scope, asking, from) }),
      })
    }
    for (const { compiled, scope } of router.listingsOf(path)) {
      const { route } = compiled
      if (route.kind === 'folders' || !route.list) continue
      listings.push({
        name: `${route.path} in "${path}"`,
        route: route.path,
        list: (open, asking, from) => createRouter(open.session).route(route.path)!.route.list!(scope, asking, from),
        ...(route.sweep && { sweep: (asking, from) => route.sweep!(scope, asking, from) }),
      })
    }
  }
  return listings
}

function itemsOf(session: OpenSource['session'], { route }: UnreadListing, page: Page): readonly ListedItem[] {
  const router = createRouter(session)
  const items = [...page.items.map(item => ({ ...item, route: item.route ?? route })), ...(page.also ?? [])]
  return items.flatMap(item => {
    if (item.route !== undefined && router.route(item.route)) return [{ ...item, route: item.route }]
    const isFolder = router.folders.some(folder => folder.route.path === item.route)
    expect(isFolder, `The route of the item ${item.id} is ${item.route}: a feed says one of the source's.`).toBe(true)
    return []
  })
}

/** The first issues that are listed, without reading on when there are enough. There has to be one. */
export async function firstItems(open: OpenSource, most: number): Promise<readonly ListedItem[]> {
  const found = await firstWanted(open, most, () => true)
  expect(found.length, 'The source lists no issue of the tracker of the test.').toBeGreaterThan(0)
  return found
}

/** The first issues of a sort that are listed; none where no listing names one. */
export async function firstWanted(
  open: OpenSource,
  most: number,
  wanted: (item: ListedItem) => boolean,
): Promise<readonly ListedItem[]> {
  const call = open.call()
  const found: ListedItem[] = []
  for (const listing of await listingsOf(open, call)) {
    for (let from: string | undefined, reads = 0; reads < mostPages; reads++) {
      const page = await listing.list(open, call, from)
      found.push(...itemsOf(open.session, listing, page).filter(wanted))
      if (found.length >= most) return found.slice(0, most)
      if (page.next === undefined) break
      from = page.next
    }
  }
  return found
}

function feedOf({ feeds = [] }: OpenSource['session'], { name, path }: AnyFeed): AnyFeed {
  return feeds.find(each => each.name === name && each.path === path)!
}

/** Every issue that a source lists. */
export async function everyItem(open: OpenSource, call: Call = open.call()): Promise<readonly ListedItem[]> {
  return (await everyListing(open, call)).flatMap(({ items }) => items)
}

/** An issue as it was fetched. */
export interface Present {
  readonly route: AnyDocuments
  readonly id: string
  readonly key: AnyKey
  readonly entity: unknown
  readonly validator?: string
  readonly document: Document
}

/** Fetches an issue, which has to be there. */
export async function present(open: OpenSource, item: Pick<ListedItem, 'route' | 'id' | 'key'>): Promise<Present> {
  const { route } = createRouter(open.session).route(item.route)!
  const [got] = await route.fetch([{ id: item.id, key: item.key }], open.call())
  expect(got?.status, `${JSON.stringify(item.key)} is listed, so that it should be fetched as "fresh".`).toBe('fresh')
  if (got?.status !== 'fresh') throw new Error('unreachable')
  const { id, key, entity, validator } = got
  const document = route.render(entity, key)
  return { route, id, key, entity, document, ...(validator === undefined ? {} : { validator }) }
}

/** The first few issues that are listed, as they are fetched. */
export async function someIssues(open: OpenSource, most = 5): Promise<readonly Present[]> {
  const found: Present[] = []
  for (const item of await firstItems(open, most)) found.push(await present(open, item))
  return found
}

/** What a listing says of an issue now. */
export async function listedAgain(open: OpenSource, key: AnyKey): Promise<ListedItem | undefined> {
  return (await everyItem(open)).find(item => isSameKey(item.key, key))
}

export function isSameKey(one: AnyKey, other: AnyKey): boolean {
  return Object.entries(one).every(([name, value]) => other[name] === value)
}
