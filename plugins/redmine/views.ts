import type { Call, Item, Page } from 'issuefs/source'
import { readPages } from './listing/pages.ts'
import { placed, type Seen } from './listing/placed.ts'
import { queryOf } from './listing/query.ts'
import { selectedProjects } from './listing/selected.ts'
import type { Site } from './site.ts'

/** The views that need no configuration. Nobody is `me` without a key. */
export function viewsOf({ key }: Site): Readonly<Record<string, string>> {
  return key === undefined ? { open: 'status_id=o' } : { mine: 'status_id=o&assigned_to_id=me', open: 'status_id=o' }
}

/** The issues that a saved query (its number) or filters find among what the options select. */
export async function viewPage(site: Site, text: string, call: Call, from?: string): Promise<Page> {
  const query = queryOf(text)
  const selection = { ...site.selection, query, ...(query.kind === 'saved' && { projects: undefined }) }
  const view = { ...site, selection }
  if (site.selection.query !== undefined) return { items: await inBoth(site, view, call) }
  const page = await readPages(view, call, undefined, from)
  const projects = await identifiers(site, call)
  const items = (await itemsOf(view, call, page)).filter(({ key }) => projects?.has(String(key.project)) ?? true)
  return { items, ...(page.next !== undefined && { next: page.next }) }
}

/** Neither query can be added to the other, so both are read. */
async function inBoth(site: Site, view: Site, call: Call): Promise<readonly Item[]> {
  const shown = new Set((await everyItem(site, call)).map(({ id }) => id))
  return (await everyItem(view, call)).filter(({ id }) => shown.has(id))
}

async function everyItem(site: Site, call: Call): Promise<readonly Item[]> {
  const items: Item[] = []
  for (let from: string | undefined; ; ) {
    const page = await readPages(site, call, undefined, from)
    items.push(...(await itemsOf(site, call, page)))
    if (page.next === undefined || page.next === from) return items
    from = page.next
  }
}

async function itemsOf(site: Site, call: Call, page: Seen): Promise<readonly Item[]> {
  return (await placed(site, call, page)).map(({ raw: _, ...item }) => item)
}

/** The names of the projects that the options select; `undefined` for all. */
async function identifiers(site: Site, call: Call): Promise<ReadonlySet<string | undefined> | undefined> {
  const ids = await selectedProjects(site, call)
  return ids && new Set(await Promise.all(ids.map(async id => (await site.projects.byId(call, id))?.identifier)))
}
