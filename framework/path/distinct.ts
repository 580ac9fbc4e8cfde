import { SourceError } from '../source/error.ts'
import type { Session } from '../source/source.ts'

/**
 * Checks that nothing shares a name: entities are stored under the path of their route, cursors under the name of their
 * feed, and of two that share it one would never be asked, or lose what is new.
 *
 * @throws SourceError `invalid` that names it
 */
export function checkDistinct({ routes, feeds = [] }: Session): void {
  const path = twice(routes.map(route => route.path))
  if (path !== undefined)
    throw new SourceError('invalid', `The source has two routes "${path}"; each needs its own path.`)
  const name = twice(feeds.map(feed => feed.name))
  if (name !== undefined)
    throw new SourceError('invalid', `The source has two feeds "${name}"; each needs its own name.`)
}

function twice(names: readonly string[]): string | undefined {
  return names.find((name, at) => names.indexOf(name) !== at)
}
