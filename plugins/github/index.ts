import { defineSource } from 'issuefs/source'
import { connect } from './connect.ts'
import { repositoryFeed } from './feeds/repository.ts'
import { searchFeed } from './feeds/search.ts'
import { limitsOf } from './limits.ts'
import { options } from './options.ts'
import { refer } from './refer.ts'
import { diff } from './routes/diff.ts'
import { issues, pulls } from './routes/documents.ts'
import { either } from './routes/either.ts'
import { owners, repositories } from './routes/folders.ts'
import { issueHistory, pullHistory } from './routes/history.ts'
import { createSite } from './site.ts'
import { VIEWS, viewPage } from './views.ts'

/** GitHub and GitHub Enterprise Server: `owner/repo/issues/1.md`, `owner/repo/pulls/2.md`, their timelines and diffs. */
export default defineSource({
  name: 'github',
  summary:
    'Issues and pull requests of GitHub and GitHub Enterprise Server, with comments, reviews, timeline and diff.',
  revision: 3,
  options,
  open(values) {
    const site = createSite(values)
    const isSearch = site.selection.query !== undefined
    return {
      routes: [
        issues(site),
        pulls(site),
        issueHistory(site),
        pullHistory(site),
        diff(site),
        either(site),
        ...(isSearch ? [] : [owners(site), repositories(site)]),
      ],
      feeds: [isSearch ? searchFeed(site) : repositoryFeed(site)],
      limits: limitsOf(values),
      connect: call => connect(site, call),
      search: (query, call, from) => viewPage(site, query, call, from),
      views: VIEWS,
    }
  },
  refer,
})
