import { defineSource } from 'issuefs/source'
import { connect } from './connect.ts'
import { issuesFeed } from './feed.ts'
import { limitsOf } from './limits.ts'
import { options, selectionOf } from './options.ts'
import { refer } from './refer.ts'
import { anywhere } from './routes/anywhere.ts'
import { attachments } from './routes/attachments.ts'
import { history } from './routes/history.ts'
import { issues } from './routes/issues.ts'
import { projects } from './routes/projects.ts'
import { createSite } from './site.ts'
import { viewPage, viewsOf } from './views.ts'

/** Redmine: `website/77.md`, its history and its attachments. */
export default defineSource({
  name: 'redmine',
  summary: 'Issues of Redmine, in Markdown or Textile, with notes, history and attachments.',
  revision: 4,
  options,
  open(values) {
    const selection = selectionOf(values)
    const site = createSite(values, selection)
    const folders = selection.query === undefined ? [projects(site)] : []
    return {
      routes: [issues(site), history(site), attachments(site), anywhere(site), ...folders],
      feeds: [issuesFeed(site)],
      limits: limitsOf(values),
      connect: call => connect(site, call),
      search: (query, call, from) => viewPage(site, query, call, from),
      views: viewsOf(site),
    }
  },
  refer,
})
