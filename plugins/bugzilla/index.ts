import { defineSource } from 'issuefs/source'
import { connect } from './connect.ts'
import { credentialsOf } from './credentials.ts'
import { bugsFeed } from './feed.ts'
import { limitsOf } from './limits.ts'
import { options } from './options.ts'
import { refer } from './refer.ts'
import { anywhere } from './routes/anywhere.ts'
import { attachments } from './routes/attachments.ts'
import { bugs } from './routes/bugs.ts'
import { history } from './routes/history.ts'
import { products } from './routes/products.ts'
import { selectionOf } from './selection.ts'
import { createSite } from './site.ts'
import { viewPage, viewsOf } from './views.ts'

/** Stock Bugzilla 5.x and servers like bugzilla.mozilla.org: `Product/1234.md`, its history and its attachments. */
export default defineSource({
  name: 'bugzilla',
  summary: 'Bugs of Bugzilla 5 and bugzilla.mozilla.org, with comments, history and attachments.',
  revision: 3,
  options,
  open(values) {
    const selection = selectionOf(values)
    const site = createSite(values, selection, credentialsOf(values))
    const isWhole = selection.query === undefined && selection.saved === undefined
    return {
      routes: [bugs(site), history(site), attachments(site), anywhere(site), ...(isWhole ? [products(site)] : [])],
      feeds: [bugsFeed(site)],
      limits: limitsOf(values),
      connect: call => connect(site, call),
      search: (query, call, from) => viewPage(site, query, call, from),
      views: viewsOf(site),
    }
  },
  refer,
})
