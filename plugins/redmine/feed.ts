import { feed } from 'issuefs/source'
import { poll } from './changes/poll.ts'
import { listPage, sweepPage } from './listing/list.ts'
import type { Site } from './site.ts'

/** The changes of the whole mount, and its listing where the options select what is in it. */
export function issuesFeed(site: Site) {
  const { projects, query } = site.selection
  return feed('', {
    name: 'issues',
    ...((projects !== undefined || query !== undefined) && {
      list: (_scope, call, from) => listPage(site, call, undefined, from),
      sweep: (_scope, call, from) => sweepPage(site, call, undefined, from),
    }),
    changes: (_scope, call, since) => poll(site, call, since),
  })
}
