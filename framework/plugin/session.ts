import type { Route } from '../source/route.ts'
import type { Session } from '../source/source.ts'

/** What `open` gave, as a session: just the routes are enough. */
export function sessionOf(opened: Session | readonly Route[]): Session {
  return 'routes' in opened ? opened : { routes: opened }
}
