import { feed } from 'issuefs/source'
import { poll } from './changes/poll.ts'
import { listPage, sweepPage } from './search/list.ts'
import { isSelected } from './selection.ts'
import type { Site } from './site.ts'

/** The changes of the whole mount, and its listing where the options select what is in it. */
export function bugsFeed(site: Site) {
  return feed('', {
    name: 'bugs',
    ...(isSelected(site.selection) && {
      list: (_scope, call, from) => listPage(site, call, from),
      sweep: (_scope, call, from) => sweepPage(site, call, from),
    }),
    changes: (_scope, call, since) => poll(site, call, since),
  })
}
