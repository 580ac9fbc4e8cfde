import type { Call } from 'issuefs/source'
import { remembered } from '../remembered.ts'
import type { Site } from '../site.ts'
import { walk } from './walk.ts'

/**
 * Whether Redmine gives the saved query of the selection in groups: then the latest changes come first within each group
 * only, whatever order is asked for. Redmine does not say so; asked once, with two small requests.
 */
export function isGrouped(site: Site, call: Call): Promise<boolean> {
  const { query } = site.selection
  if (query?.kind !== 'saved') return Promise.resolve(false)
  const known = site.groupings.get(query.id) ?? remembered(now => comesInGroups(site, now))
  site.groupings.set(query.id, known)
  return known.get(call)
}

/** Where it comes in one piece, the latest change is the first in one order and the last in the other. */
async function comesInGroups(site: Site, call: Call): Promise<boolean> {
  const first = await walk(site, call, { offset: 0, limit: 1 })
  if (first.total < 2) return false
  const last = await walk(site, call, { offset: first.total - 1, limit: 1, first: 'oldest' })
  return first.issues[0]?.id !== last.issues[0]?.id
}
