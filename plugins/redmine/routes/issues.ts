import { documents } from 'issuefs/source'
import { fetchIssues } from '../fetch/issues.ts'
import { listPage, sweepPage } from '../listing/list.ts'
import { namedProject } from '../listing/selected.ts'
import type { Issue } from '../model/issue.ts'
import { issueDocument } from '../render/document.ts'
import type { Site } from '../site.ts'
import { issueWrite } from '../write/index.ts'
import { ISSUE } from './paths.ts'

/** Issues. Listed folder by folder, unless the options select what is shown: then the feed lists them. */
export function issues(site: Site) {
  const { projects, query } = site.selection
  const isSelected = projects !== undefined || query !== undefined
  return documents(ISSUE, {
    ...(!isSelected && {
      list: async ({ project }, call, from) => listPage(site, call, (await namedProject(site, call, project)).id, from),
      sweep: async ({ project }, call, from) =>
        sweepPage(site, call, (await namedProject(site, call, project)).id, from),
    }),
    fetch: (wants, call) => fetchIssues(site, wants, call),
    render: (issue: Issue) => issueDocument(issue, site),
    ...(site.key !== undefined && { write: issueWrite(site) }),
  })
}
