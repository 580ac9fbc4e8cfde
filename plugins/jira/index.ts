import { defineSource } from 'issuefs/source'
import { connect } from './connect.ts'
import { credentialsOf } from './credentials.ts'
import { issuesFeed } from './feed.ts'
import { limitsOf } from './limits.ts'
import { options, selectionOf } from './options.ts'
import { refer } from './refer.ts'
import { attachments } from './routes/attachments.ts'
import { history } from './routes/history.ts'
import { issues } from './routes/issues.ts'
import { projects } from './routes/projects.ts'
import { searchPage } from './search/query.ts'
import { createSite } from './site.ts'
import { viewsOf } from './views.ts'

/** Jira Cloud, Server and Data Center: `PROJ/PROJ-1.md`, its history and its attachments. */
export default defineSource({
  name: 'jira',
  summary: 'Issues of Jira Cloud and Jira Data Center, with comments, history and attachments.',
  revision: 3,
  options,
  open(values) {
    const selection = selectionOf(values)
    const site = createSite(values, selection, credentialsOf(values))
    const folders = selection.jql === undefined ? [projects(site)] : []
    return {
      routes: [issues(site), history(site), attachments(site), ...folders],
      feeds: [issuesFeed(site)],
      limits: limitsOf(values),
      connect: call => connect(site, call),
      search: (query, call, from) => searchPage(site, query, call, from),
      views: viewsOf(site),
    }
  },
  refer,
})
