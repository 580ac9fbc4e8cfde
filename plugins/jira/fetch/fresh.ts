import type { Call, Got, Want } from 'issuefs/source'
import { customFieldsOf, type RawIssue, toIssue, versionOf } from '../model/issue.ts'
import { type IssueKey, issueKey } from '../model/key.ts'
import type { Site } from '../site.ts'
import { allComments } from './comments.ts'

export type IssueWant = Want<IssueKey>

/** The answer for an issue that Jira sent: fresh with all its comments, or moved when its key is another one now. */
export async function freshIssue(site: Site, call: Call, want: IssueWant, raw: RawIssue): Promise<Got> {
  const key = issueKey(raw.key)
  if (key === undefined) return { status: 'gone' }
  if (key.key !== want.key.key || key.project !== want.key.project) return movedTo(site, key)
  const [directory, comments] = await Promise.all([
    site.fields(call, customFieldsOf(raw)),
    allComments(site, call, raw),
  ])
  const entity = toIssue(raw, directory, comments)
  return { status: 'fresh', id: raw.id, key: { ...key }, entity, ...versionOf(raw) }
}

/** A move, with its new place if that is in this source. */
export function movedTo({ selection }: Site, key: IssueKey): Got<never> {
  const isHere = selection.projects?.includes(key.project) ?? true
  return { status: 'moved', ...(isHere && { to: { ...key } }) }
}
