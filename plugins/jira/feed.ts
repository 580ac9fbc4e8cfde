import { feed } from 'issuefs/source'
import { poll } from './changes/poll.ts'
import { conditionOf } from './jql.ts'
import { listPage, sweepPage } from './search/list.ts'
import type { Site } from './site.ts'

/** The changes of the whole mount, and its listing where the options select what is in it. */
export function issuesFeed(site: Site) {
  const { projects, jql } = site.selection
  const where = conditionOf(site.selection)
  return feed('', {
    name: 'issues',
    ...((projects !== undefined || jql !== undefined) && {
      list: (_scope, call, from) => listPage(site, call, where, from),
      sweep: (_scope, call, from) => sweepPage(site, call, where, from),
    }),
    changes: (_scope, call, since) => poll(site, call, since),
  })
}
