import type { Route } from '../http/message.ts'
import type { Site } from '../site.ts'
import { agileRoutes } from './agile.ts'
import { attachmentRoutes } from './attachments.ts'
import { changelogRoutes } from './changelog.ts'
import { cloudSearchRoutes } from './cloud-search.ts'
import { commentRoutes } from './comments.ts'
import { dataCenterSearchRoutes } from './data-center-search.ts'
import { issueRoutes } from './issue.ts'
import { limitIssueWrites } from './issue-writes.ts'
import { linkRoutes } from './links.ts'
import { metaRoutes } from './meta.ts'
import { projectRoutes } from './projects.ts'
import { propertyRoutes } from './properties.ts'
import { siteRoutes } from './site.ts'
import { uploadRoutes } from './upload.ts'
import { userRoutes } from './users.ts'

/** Everything the emulated site answers. */
export function allRoutes(site: Site): readonly Route[] {
  const cloud = site.store.flavour === 'cloud'
  return limitIssueWrites(site, [
    ...(cloud ? [...cloudSearchRoutes(site), ...changelogRoutes(site)] : dataCenterSearchRoutes(site)),
    ...projectRoutes(site),
    ...siteRoutes(site),
    ...issueRoutes(site),
    ...commentRoutes(site),
    ...attachmentRoutes(site),
    ...uploadRoutes(site),
    ...linkRoutes(site),
    ...metaRoutes(site),
    ...userRoutes(site),
    ...agileRoutes(site),
    ...propertyRoutes(site),
  ])
}
