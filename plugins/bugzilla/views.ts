import { type Call, type Item, type Page, SourceError } from 'issuefs/source'
import { type Criteria, inProducts, readQuery } from './query/criteria.ts'
import { savedCriteria } from './query/saved.ts'
import { criteriaPage, sweepPage } from './search/list.ts'
import type { Site } from './site.ts'

/** The views that need no configuration. Whose bugs are one's own is told by the login name. */
export function viewsOf({ credentials: { login } }: Site): Readonly<Record<string, string>> {
  const open = 'resolution=---'
  return login === undefined ? { open } : { mine: `${open}&assigned_to=${encodeURIComponent(login)}`, open }
}

/**
 * The bugs that a search finds among what the options select: the address of an advanced search, its query string, words
 * of the summary, or `saved:NAME` for a saved search.
 */
export async function viewPage(site: Site, text: string, call: Call, from?: string): Promise<Page> {
  const criteria = await criteriaOf(site, text, call)
  const { products, query, saved } = site.selection
  const within = products ? narrowed(criteria, products) : criteria
  if (within === undefined) return { items: [] }
  if (query === undefined && saved === undefined) return criteriaPage(site, call, within, from)
  const shown = new Set((await every(from => sweepPage(site, call, from))).map(({ id }) => id))
  const found = await every(from => criteriaPage(site, call, within, from))
  return { items: found.filter(({ id }) => shown.has(id)) }
}

async function criteriaOf(site: Site, text: string, call: Call): Promise<Criteria> {
  const name = /^saved:\s*(.+)$/.exec(text.trim())?.[1]
  const read = name === undefined ? readQuery(text, site.url) : { saved: name }
  if ('criteria' in read) return read.criteria
  if (site.credentials.key === undefined)
    throw new SourceError('invalid', 'A saved search belongs to an account: set BUGZILLA_API_KEY.')
  return savedCriteria(site, call, read.saved)
}

/** The products that both the search and the options name; `undefined` when there are none. */
function narrowed(criteria: Criteria, products: readonly string[]): Criteria | undefined {
  const own = new Set(criteria.flatMap(([name, value]) => (name === 'product' ? [value.toLowerCase()] : [])))
  const both = own.size === 0 ? products : products.filter(product => own.has(product.toLowerCase()))
  return both.length === 0 ? undefined : inProducts(criteria, both)
}

async function every(list: (from?: string) => Promise<Page>): Promise<readonly Item[]> {
  const items: Item[] = []
  for (let from: string | undefined; ; ) {
    const page = await list(from)
    items.push(...page.items)
    if (page.next === undefined || page.next === from) return items
    from = page.next
  }
}
