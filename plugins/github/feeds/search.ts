import { feed } from 'issuefs/source'
import { pollSearch } from '../changes/poll-search.ts'
import { searchPage } from '../list/search.ts'
import type { Site } from '../site.ts'

/** What the search of the options finds, in whatever repositories. */
export function searchFeed(site: Site) {
  return feed('', {
    name: 'search',
    list: (_scope, call, from) => searchPage(site, call, 'whole', from),
    sweep: (_scope, call, from) => searchPage(site, call, 'identity', from),
    changes: (_scope, call, since) => pollSearch(site, call, since),
  })
}
