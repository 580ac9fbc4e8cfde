import type { Call, Item, Page } from 'issuefs/source'
import { type Issue, toIssue } from '../model/issue.ts'
import type { Site } from '../site.ts'
import { isDue } from './due.ts'
import { readPages } from './pages.ts'
import { type Placed, placed } from './placed.ts'

/** Milliseconds for which the list of projects is believed by a sweep. */
const FRESH = 60_000

/** One page of issues with their texts, the latest changes first; their journals come one by one. */
export async function listPage(site: Site, call: Call, project?: string, from?: string): Promise<Page<Issue>> {
  const page = await readPages(site, call, project, from)
  const isClosing = await closing(site, call, page.issues)
  const items = (await placed(site, call, page)).map(({ raw, ...item }): Item<Issue> => {
    return { ...item, entity: toIssue(raw, { project: item.key.project, isClosing }), missing: ['comments'] }
  })
  return { items, ...rest(page) }
}

/**
 * One page of versions: what has another one than before is read again. Some are said to have, so that in the course of
 * time each is: edited notes, time spent and watchers show in no listing.
 */
export async function sweepPage(site: Site, call: Call, project?: string, from?: string): Promise<Page> {
  if (from === undefined) site.projects.refresh(FRESH)
  const page = await readPages(site, call, project, from)
  const now = Date.now()
  const items = (await placed(site, call, page)).map(({ raw, ...item }): Item => {
    return isDue(raw.id, site.recheck, now) ? { ...item, validator: `${item.validator} due` } : item
  })
  return { items, ...rest(page) }
}

/** Needed only where the server does not say itself which statuses close an issue. */
function closing(site: Site, call: Call, issues: readonly Placed['raw'][]) {
  const isSilent = issues.some(({ status }) => {
    return typeof status === 'object' && status !== null && !('is_closed' in status)
  })
  return isSilent ? site.closing(call) : () => false
}

function rest({ next, total }: { readonly next?: string; readonly total: number }) {
  return { ...(next !== undefined && { next }), total }
}
