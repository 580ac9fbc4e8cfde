import type { Call } from 'issuefs/source'
import { lineOf } from '../model/json.ts'
import type { Repository } from '../options.ts'
import type { Site } from '../site.ts'
import type { Listed, ListKind } from './lists.ts'
import { refusedValue } from './refused.ts'

/** What a name of the front matter is to GitHub, which spells it without regard to case. Refuses unknown ones. */
export async function named(
  site: Site,
  key: Repository,
  [kind, field]: readonly [kind: ListKind, field: string],
  value: unknown,
  call: Call,
): Promise<Listed> {
  const shown = lineOf(value) ?? ''
  const list = await site.lists.get(kind, key, call)
  const found =
    list?.find(each => each.shown === shown) ?? list?.find(each => each.shown.toLowerCase() === shown.toLowerCase())
  if (found) return found
  const allowed = list?.map(each => each.shown) ?? []
  if (list === undefined && kind === 'assignees' && (await isAssignable(site, key, shown, call))) {
    return { shown, name: shown }
  }
  if (list === undefined && (kind === 'labels' || kind === 'issue-types')) return { shown, name: shown }
  throw refusedValue(field, shown, allowed, remedyOf(kind))
}

function remedyOf(kind: ListKind): string {
  if (kind === 'labels') return 'A new label is made on GitHub first.'
  if (kind === 'milestones') return 'A new milestone is made on GitHub first.'
  return kind === 'assignees' ? 'Only who has access to the repository can be assigned.' : ''
}

/** For repositories where more people may be assigned than can be named. */
async function isAssignable(site: Site, { owner, repo }: Repository, login: string, call: Call): Promise<boolean> {
  const client = await site.client(call)
  const path = `/repos/${owner}/${repo}/assignees/${encodeURIComponent(login)}`
  return (await client.get(path, { accept: [404] })).status === 204
}
