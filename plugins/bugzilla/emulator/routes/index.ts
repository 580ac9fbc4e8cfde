import type { Route } from '../http/message.ts'
import type { Site } from '../site.ts'
import { attachmentRoutes } from './attachments.ts'
import { bugRoutes } from './bugs.ts'
import { commentRoutes } from './comments.ts'
import { historyRoutes } from './history.ts'
import { siteRoutes } from './site.ts'

/** Everything the emulated site answers. */
export function allRoutes(site: Site): readonly Route[] {
  return [
    ...siteRoutes(site),
    ...bugRoutes(site),
    ...commentRoutes(site),
    ...attachmentRoutes(site),
    ...historyRoutes(site),
  ]
}
