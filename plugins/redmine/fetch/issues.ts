import type { Call, Got } from 'issuefs/source'
import { type Issue, toIssue } from '../model/issue.ts'
import { isObject } from '../model/json.ts'
import { versionOf } from '../model/version.ts'
import type { Site } from '../site.ts'
import { type IssueWant, readIssue } from './issue.ts'

const INCLUDE = 'journals,children,attachments,relations,watchers'

/** Reads whole issues with their journals, which Redmine gives one by one. */
export function fetchIssues(site: Site, wants: readonly IssueWant[], call: Call): Promise<readonly Got<Issue>[]> {
  return Promise.all(
    wants.map(want =>
      readIssue<Issue>(site, call, want, INCLUDE, async ({ raw, project, now }) => {
        const isSilent = isObject(raw.status) && !('is_closed' in raw.status)
        const isClosing = isSilent ? await site.closing(call) : () => false
        const entity = toIssue({ ...raw, journals: raw.journals ?? [] }, { project: project.identifier, isClosing })
        return {
          status: 'fresh',
          id: String(raw.id),
          key: { project: project.identifier, id: raw.id },
          entity,
          ...versionOf(raw, now),
        }
      }),
    ),
  )
}
