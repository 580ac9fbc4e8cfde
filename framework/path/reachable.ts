import { SourceError } from '../source/error.ts'
import type { Session } from '../source/source.ts'

/**
 * Checks that some listing can be begun: a folder is only listed once it is there, and it is there once a listing has
 * named it. A source without any such listing would be an empty mount for ever.
 *
 * @throws SourceError `invalid`, with the route that is missing
 */
export function checkReachable({ routes, feeds = [] }: Session): void {
  const listed = [
    ...routes.flatMap(route =>
      route.kind === 'documents' && route.list && !route.hidden
        ? [{ what: `The route "${route.path}"`, folder: folderOf(route.path) }]
        : [],
    ),
    ...feeds.flatMap(feed => (feed.list ? [{ what: `The feed "${feed.name}"`, folder: feed.path }] : [])),
  ]
  const named = namedFolders(routes.flatMap(route => (route.kind === 'folders' ? [route.path] : [])))
  const [first] = listed
  if (!first || listed.some(({ folder }) => named.has(shapeOf(folder)))) return
  const missing = prefixesOf(first.folder).find(folder => !named.has(shapeOf(folder)))!
  throw new SourceError(
    'invalid',
    `${first.what} lists folder by folder, and nothing says which "${missing}" there are: add folders('${missing}', …), or list everything with a feed.`,
  )
}

/** The shapes of all folders that are there once those that name folders have been asked. */
function namedFolders(paths: readonly string[]): ReadonlySet<string> {
  const named = new Set([''])
  for (let before = 0; before < named.size; ) {
    before = named.size
    for (const path of paths)
      if (named.has(shapeOf(folderOf(path)))) for (const folder of prefixesOf(path)) named.add(shapeOf(folder))
  }
  return named
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
}

/** A template and those of all folders above it, the outermost first. */
function prefixesOf(path: string): readonly string[] {
  const names = path.split('/')
  return names.map((_, at) => names.slice(0, at + 1).join('/'))
}

/** Templates whose parameters have other names match the same paths. */
function shapeOf(path: string): string {
  return path.replaceAll(/\{[^{}]*\}/g, '{}')
}
