import type { Call } from 'issuefs/source'
import { projectIdOf, type RawIssue } from '../model/issue.ts'
import { versionOf } from '../model/version.ts'
import { ISSUE, type IssueKey } from '../routes/paths.ts'
import type { Site } from '../site.ts'

/** An issue with the place of its file. */
export interface Placed {
  readonly raw: RawIssue
  readonly route: string
  readonly key: { readonly [K in keyof IssueKey]: IssueKey[K] }
  readonly id: string
  readonly validator: string
  readonly modified?: string
}

/** Issues, and the server's time when it gave them. */
export interface Seen {
  readonly issues: readonly RawIssue[]
  readonly now: number
}

/** Where issues stand. Those whose project cannot be told are left out. */
export async function placed(site: Site, call: Call, { issues, now }: Seen): Promise<readonly Placed[]> {
  const projects = new Map<string, string>()
  for (const id of new Set(issues.flatMap(raw => projectIdOf(raw) ?? []))) {
    const project = await site.projects.byId(call, id)
    if (project) projects.set(id, project.identifier)
  }
  return issues.flatMap(raw => {
    const project = projects.get(projectIdOf(raw) ?? '')
    if (project === undefined) return []
    return [{ raw, route: ISSUE, key: { project, id: raw.id }, id: String(raw.id), ...versionOf(raw, now) }]
  })
}
