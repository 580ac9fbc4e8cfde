import { createRouter } from '../../path/router.ts'
import type { Call } from '../../source/call.ts'
import type { Item, Page } from '../../source/page.ts'
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

/** Every issue that a source lists, by its feeds or folder by folder, as the kernel would find it. */
export async function everyItem({ session }: OpenSource, call: Call): Promise<readonly ListedItem[]> {
  const router = createRouter(session)
  const items: ListedItem[] = []
  const keep = (page: Page, route?: string): void => {
    for (const item of page.items) items.push({ ...item, route: item.route ?? route! })
    for (const item of page.also ?? []) items.push({ ...item, route: item.route! })
  }
  const visit = async (path: string): Promise<void> => {
    for (const { feed, template } of router.feeds) {
      const scope = feed.list && template.match(path)
      if (scope) for (const page of await readListing(from => feed.list!(scope, call, from))) keep(page)
    }
    for (const { compiled, scope } of router.listingsOf(path)) {
      const { route } = compiled
      if (!route.list) continue
      for (const page of await readListing(from => route.list!(scope, call, from))) {
        if (route.kind === 'documents') keep(page, route.path)
        else for (const { key } of page.items) await visit(compiled.template.format(key))
      }
    }
  }
  await visit('')
  return items.filter(({ route }) => router.route(route))
}
