import { feed } from 'issuefs/source'
import { poll } from '../changes/poll.ts'
import { repositoryPage } from '../list/streams.ts'
import { moment } from '../options.ts'
import { REPOSITORY } from '../routes/paths.ts'
import type { Site } from '../site.ts'

/** Issues and pull requests of one repository: listed together, because they share their numbers and their news. */
export function repositoryFeed(site: Site) {
  const since = () => site.selection.since && moment(site.selection.since, Date.now())
  return feed(REPOSITORY, {
    name: 'repository',
    list: (repository, call, from) => repositoryPage(site, call, repository, 'whole', { since: since(), from }),
    sweep: (repository, call, from) => repositoryPage(site, call, repository, 'identity', { since: since(), from }),
    changes: (repository, call, since) => poll(site, call, repository, since),
  })
}
