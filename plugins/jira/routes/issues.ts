import { type Call, documents } from 'issuefs/source'
import { fetchIssues } from '../fetch/issues.ts'
import { conditionOf } from '../jql.ts'
import type { Issue } from '../model/issue.ts'
import { issueDocument } from '../render/document.ts'
import { listPage, sweepPage } from '../search/list.ts'
import type { Site } from '../site.ts'
import { writeIssues } from '../write/index.ts'
import { ISSUE } from './paths.ts'
import { knownProject } from './projects.ts'

/**
 * One file per issue. Projects are listed when they are entered, unless a selection of the options is listed
 * as a whole (`feed.ts`).
 */
export function issues(site: Site) {
  const { projects, jql } = site.selection
  const byProject = {
    list: ({ project }: { project: string }, call: Call, from?: string) =>
      knownProject(site, project, () => listPage(site, call, conditionOf(site.selection, project), from)),
    sweep: ({ project }: { project: string }, call: Call, from?: string) =>
      knownProject(site, project, () => sweepPage(site, call, conditionOf(site.selection, project), from)),
  }
  return documents(ISSUE, {
    batch: 100,
    ...(projects === undefined && jql === undefined && byProject),
    fetch: (wants, call) => fetchIssues(site, wants, call),
    render: (issue: Issue) => issueDocument(issue, site.url),
    ...(site.credentials.kind !== 'anonymous' && { write: writeIssues(site) }),
  })
}
