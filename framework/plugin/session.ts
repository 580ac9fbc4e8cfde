import { SourceError } from '../source/error.ts'
import type { Route } from '../source/route.ts'
import type { Session } from '../source/source.ts'

/**
 * What `open` gave, as a session: just the routes are enough.
 *
 * @throws SourceError `invalid` for what is neither
 */
export function sessionOf(opened: Session | readonly Route[]): Session {
  const isObject = typeof opened === 'object' && opened !== null
  const session = isObject && 'routes' in opened ? opened : { routes: opened as readonly Route[] }
  if (Array.isArray(session.routes)) return session
  const said = isObject && 'then' in opened ? 'a promise' : 'no routes'
  throw new SourceError(
    'invalid',
    `open() of the source gave ${said}; it gives routes, or { routes, … }, and asks nobody.`,
  )
}
