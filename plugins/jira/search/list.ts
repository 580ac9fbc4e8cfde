import type { Call, Item, Page } from 'issuefs/source'
import { FULL } from '../fetch/fields.ts'
import { customFieldsOf, embeddedComments, type RawIssue, toIssue } from '../model/issue.ts'
import type { Site } from '../site.ts'
import { itemsOf } from './items.ts'
import { type Step, walk } from './walk.ts'

/** Cloud: ids and keys come by thousands, anything more may come by hundreds. */
const CLOUD_SIZE = 5000

/** Data Center: whole issues, so that one answer stays within a few megabytes. */
const DATA_CENTER_SIZE = 250

/** Below so many issues on a page, asking for versions costs more pages than it can save. */
const WORTHWHILE = 1000

/** Marks a cursor of a Cloud listing that asks for ids and keys alone. */
const BARE = 'bare:'

/**
 * One page of the issues that match. On Cloud their keys and versions, since the kernel fetches by hundreds in
 * parallel; on Data Center the issues themselves.
 */
export async function listPage(site: Site, call: Call, where: string, from?: string): Promise<Page> {
  const { flavour } = await site.client(call)
  return flavour === 'cloud' ? cloudPage(site, call, where, from) : dataCenterPage(site, call, where, from)
}

/** One page of keys alone. */
export async function sweepPage(site: Site, call: Call, where: string, from?: string): Promise<Page> {
  const step = await walk(site, call, { where, fields: ['id', 'key'], size: CLOUD_SIZE }, from)
  if (step.issues.length === 0) await site.known(call)
  return pageOf(step, itemsOf(step.issues))
}

async function cloudPage(site: Site, call: Call, where: string, from?: string): Promise<Page> {
  if (from?.startsWith(BARE)) {
    const page = await sweepPage(site, call, where, from.slice(BARE.length) || undefined)
    return page.next === undefined ? page : { ...page, next: `${BARE}${page.next}` }
  }
  const step = await walk(site, call, { where, fields: ['updated'], size: CLOUD_SIZE }, from)
  if (step.issues.length === 0) await site.known(call)
  const isSlow = step.next !== undefined && step.issues.length < WORTHWHILE
  return { ...pageOf(step, itemsOf(step.issues)), ...(isSlow && { next: BARE }) }
}

async function dataCenterPage(site: Site, call: Call, where: string, from?: string): Promise<Page> {
  const step = await walk(site, call, { where, fields: FULL, size: DATA_CENTER_SIZE }, from)
  const directory = await site.fields(call, step.issues.flatMap(customFieldsOf))
  const byId = new Map(step.issues.map(issue => [issue.id, issue]))
  const items = itemsOf(step.issues).map((item): Item => {
    const raw: RawIssue = byId.get(item.id)!
    const { comments, total } = embeddedComments(raw)
    return { ...item, entity: toIssue(raw, directory), ...(comments.length < total && { missing: ['comments'] }) }
  })
  return pageOf(step, items)
}

function pageOf({ next, total }: Step, items: readonly Item[]): Page {
  return { items, ...(next !== undefined && { next }), ...(total !== undefined && { total }) }
}
