import type { Item } from 'issuefs/source'
import { type RawIssue, versionOf } from '../model/issue.ts'
import { issueKey } from '../model/key.ts'
import { ISSUE } from '../routes/paths.ts'

/** What a listing says of an issue, without the issue itself. Keys that make no path are left out. */
export function itemsOf(issues: readonly RawIssue[]): readonly Item[] {
  return issues.flatMap(issue => {
    const key = issueKey(issue.key)
    return key ? [{ route: ISSUE, key: { ...key }, id: issue.id, ...versionOf(issue) }] : []
  })
}
