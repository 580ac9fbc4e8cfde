import type { Session } from './source.ts'

/** What a source can do, derived from the methods that are there. */
export type Capability =
  | 'list'
  | 'delta'
  | 'sweep'
  | 'folders'
  | 'files'
  | 'account'
  | 'views'
  | 'edit'
  | 'comment'
  | 'create'
  | 'remove'
  | 'attach'

/**
 * The capabilities of a session, in a stable order.
 *
 * @example
 * const session = notes.open({ url, token: undefined })
 * capabilities('routes' in session ? session : { routes: session }) // ['list', 'delta', 'comment']
 */
export function capabilities(session: Session): readonly Capability[] {
  const { routes, feeds = [] } = session
  const writes = routes.flatMap(route => (route.kind === 'documents' && route.write ? [route.write] : []))
  const found: Record<Capability, boolean> = {
    list: routes.some(route => route.kind === 'documents' && route.list) || feeds.some(feed => feed.list),
    delta: feeds.length > 0,
    sweep: routes.some(route => route.kind === 'documents' && route.sweep) || feeds.some(feed => feed.sweep),
    folders: routes.some(route => route.kind === 'folders'),
    files: routes.some(route => route.kind === 'files'),
    account: session.connect !== undefined,
    views: session.search !== undefined,
    edit: writes.some(write => write.update),
    comment: writes.some(write => write.comment),
    create: writes.some(write => write.create),
    remove: writes.some(write => write.remove),
    attach: routes.some(route => route.kind === 'files' && route.create),
  }
  return (Object.keys(found) as Capability[]).filter(name => found[name])
}
