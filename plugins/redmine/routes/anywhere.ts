import { documents, type Got } from 'issuefs/source'
import { readIssue } from '../fetch/issue.ts'
import type { Site } from '../site.ts'
import { ANYWHERE, ISSUE } from './paths.ts'

/** The number of an issue, in no listing: it leads to the file in its project. */
export function anywhere(site: Site) {
  return documents(ANYWHERE, {
    hidden: true,
    fetch: (wants, call) =>
      Promise.all(
        wants.map(async ({ key: { id } }): Promise<Got> => {
          const got = await readIssue(site, call, { key: { project: '', id } }, '', async () => ({ status: 'gone' }))
          return got.status === 'moved' ? { ...got, route: ISSUE } : got
        }),
      ),
    render: () => ({ front: {}, title: '', body: { format: 'plain', blocks: [] } }),
  })
}
