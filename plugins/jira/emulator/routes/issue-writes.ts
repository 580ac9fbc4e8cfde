import type { Route } from '../http/message.ts'
import type { Site } from '../site.ts'

/** Counts what writes to one issue, and refuses what comes too fast. */
export function limitIssueWrites(site: Site, routes: readonly Route[]): readonly Route[] {
  return routes.map(([method, template, handler]): Route => {
    if (method === 'GET' || !template.includes('/issue/{issue}')) return [method, template, handler]
    return [
      method,
      template,
      call => {
        const issue = site.store.find(call.params.issue ?? '')
        return (issue && site.issueWrites(issue.id)) ?? handler(call)
      },
    ]
  })
}
