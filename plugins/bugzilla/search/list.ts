import { type Call, type Cursor, type Page, SourceError } from 'issuefs/source'
import { customFieldsOf } from '../model/bug.ts'
import type { Flavour } from '../options.ts'
import type { Criteria } from '../query/criteria.ts'
import type { Site } from '../site.ts'
import { wholeBug } from './fields.ts'
import { identityOf, wholeItem } from './items.ts'
import { begin, type Place, walk } from './walk.ts'

/** Bugs on a page: a thousand without their comments are a few megabytes, as are two hundred with them. */
const SIZES: Readonly<Record<Flavour, number>> = { stock: 1000, bmo: 200 }

/** Identities on a page. */
const BARE = 10_000

/** One page of the bugs that the options select, or of one product: with their fields, and what else comes along. */
export async function listPage(site: Site, call: Call, from?: Cursor, product?: string): Promise<Page> {
  const client = await site.client(call)
  const { flavour } = client
  const criteria = await site.criteria(call, product)
  const query = { criteria, fields: wholeBug(flavour), limit: SIZES[flavour] }
  const { bugs, next } = await walk(client, query, placeOf(site, from))
  const directory = await site.fields(call, bugs.flatMap(customFieldsOf))
  return { items: bugs.map(bug => wholeItem(bug, directory)), ...(next && { next: JSON.stringify(next) }) }
}

/** One page of identities alone. */
export async function sweepPage(site: Site, call: Call, from?: Cursor, product?: string): Promise<Page> {
  return criteriaPage(site, call, await site.criteria(call, product), from)
}

/** One page of the identities of the bugs that meet some criteria. */
export async function criteriaPage(site: Site, call: Call, criteria: Criteria, from?: Cursor): Promise<Page> {
  const query = { criteria, fields: ['id', 'product', 'last_change_time'], limit: BARE }
  const { bugs, next } = await walk(await site.client(call), query, placeOf(site, from))
  return { items: bugs.map(identityOf), ...(next && { next: JSON.stringify(next) }) }
}

function placeOf(site: Site, from: Cursor | undefined): Place {
  if (from === undefined) return begin(site.selection.since())
  try {
    const { since, known, full } = JSON.parse(from) as Place
    if (Number.isFinite(since) && Number.isFinite(known)) return { since, known, full: full === true }
  } catch {}
  throw new SourceError('invalid', 'The stored place of the listing cannot be read: it begins anew.')
}
