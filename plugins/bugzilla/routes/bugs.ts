import { type Call, documents, type Page, SourceError } from 'issuefs/source'
import { fetchBugs } from '../fetch/bugs.ts'
import type { Bug } from '../model/bug.ts'
import { listOf, objectOf } from '../model/json.ts'
import { bugDocument } from '../render/document.ts'
import { listPage, sweepPage } from '../search/list.ts'
import { isSelected } from '../selection.ts'
import type { Site } from '../site.ts'
import { bugWrite } from '../write/index.ts'
import { BUG } from './paths.ts'

/** How many bugs are read at once: the addresses stay far below the 8 KB that servers bear. */
const BATCH = 200

/**
 * One file per bug. Products are listed when they are entered, unless a selection of the options is listed as a whole
 * (`feed.ts`).
 */
export function bugs(site: Site) {
  const byProduct = {
    list: ({ product }: { product: string }, call: Call, from?: string) =>
      knownProduct(site, call, product, listPage(site, call, from, product)),
    sweep: ({ product }: { product: string }, call: Call, from?: string) =>
      knownProduct(site, call, product, sweepPage(site, call, from, product)),
  }
  return documents(BUG, {
    batch: BATCH,
    ...(!isSelected(site.selection) && byProduct),
    fetch: (wants, call) => fetchBugs(site, wants, call),
    render: (bug: Bug) => bugDocument(bug, site.url, site.credentials.login !== undefined),
    ...(site.credentials.key !== undefined && { write: bugWrite(site) }),
  })
}

/** Bugzilla finds nothing, and complains of nothing, in a product that does not exist. */
async function knownProduct(site: Site, call: Call, product: string, listing: Promise<Page>): Promise<Page> {
  const page = await listing
  if (page.items.length > 0) return page
  const client = await site.client(call)
  if (listOf(objectOf(await client.products([product])).products).length > 0) return page
  throw new SourceError('not-found', `${site.url} has no product “${product}”, or this account may not see it.`)
}
