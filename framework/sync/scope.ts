import type { Router } from '../path/router.ts'
import { parseTemplate } from '../path/template.ts'
import type { Call } from '../source/call.ts'
import type { AnyKey } from '../source/key.ts'
import type { Cursor, Page } from '../source/page.ts'
import type { EntityRow, MountId } from '../store/contract.ts'
import type { StoreReader } from '../store/reader.ts'

/** Something that is listed page by page: what is directly in a folder, or everything that a feed covers. */
export interface Listing {
  /** Names it in the store. */
  readonly what: string
  /** The folder it belongs to, below the mount. */
  readonly path: string
  /** What its items are when they do not say it: a route's path, or `undefined` for a feed's. */
  readonly route: string | undefined
  readonly kind: 'documents' | 'folders' | 'feed'
  load(call: Call, from?: Cursor): Promise<Page>
  sweep(call: Call, from?: Cursor): Promise<Page>
  /** Whether an entity of the mount belongs to it. */
  covers(entity: EntityRow): boolean
}

/** The listings of routes directly in a folder. */
export function routeListings(router: Router, path: string): readonly Listing[] {
  return router.listingsOf(path).flatMap(({ compiled: { route }, scope }): Listing[] => {
    if (!route.list) return []
    const list = route.list.bind(route)
    const sweep = route.kind === 'documents' && route.sweep ? route.sweep.bind(route) : list
    return [
      {
        what: `${route.path} ${path}`,
        path,
        route: route.path,
        kind: route.kind,
        load: (call, from) => list(scope, call, from),
        sweep: (call, from) => sweep(scope, call, from),
        covers: entity => entity.route === route.path && holds(entity.key, scope),
      },
    ]
  })
}

/** The listings of feeds that list everything they cover. */
export function feedListings(router: Router, folders: readonly string[]): readonly Listing[] {
  return router.feeds.flatMap(({ feed, template }) => {
    if (!feed.list) return []
    const list = feed.list.bind(feed)
    const sweep = feed.sweep?.bind(feed) ?? list
    return folders.flatMap((path): Listing[] => {
      const scope = template.match(path)
      if (!scope) return []
      return [
        {
          what: `${feed.name} ${path}`,
          path,
          route: undefined,
          kind: 'feed',
          load: (call, from) => list(scope, call, from),
          sweep: (call, from) => sweep(scope, call, from),
          covers: entity => holds(entity.key, scope) && router.route(entity.route)?.route.hidden !== true,
        },
      ]
    })
  })
}

/** Whether every listing that a folder's names come from has been read to its end. */
export function isComplete(router: Router, read: StoreReader, mount: MountId, path: string): boolean {
  const done = (what: string) => read.progress.listing(mount, what, 'load')?.finished !== undefined
  const feeds = router.feeds.flatMap(({ feed, template }) => {
    const covering = feed.list ? prefixOf(path, template.segments.length) : undefined
    return covering !== undefined && template.match(covering) ? [`${feed.name} ${covering}`] : []
  })
  return [...routeListings(router, path).map(({ what }) => what), ...feeds].every(done)
}

/** Whether documents of a route in a folder are shown: their folder has been listed, or a feed lists them. */
export function inView(router: Router, read: StoreReader, mount: MountId, route: string, key: AnyKey): boolean {
  const compiled = router.route(route)
  if (!compiled?.route.list) return true
  const path = parseTemplate(compiled.template.folder).format(key)
  return read.progress.listing(mount, `${route} ${path}`, 'load') !== undefined
}

/** A path and all above it, the shortest first: `''`, `a`, `a/b`. */
export function prefixes(path: string): readonly string[] {
  const names = path === '' ? [] : path.split('/')
  return [...names.keys(), names.length].map(length => names.slice(0, length).join('/'))
}

/** Whether some feed tells of changes in a folder. */
export function isCovered(router: Router, path: string): boolean {
  return router.feeds.some(({ template }) => {
    const covering = prefixOf(path, template.segments.length)
    return covering !== undefined && template.match(covering) !== undefined
  })
}

function prefixOf(path: string, segments: number): string | undefined {
  const names = path === '' ? [] : path.split('/')
  return names.length < segments ? undefined : names.slice(0, segments).join('/')
}

function holds(key: AnyKey, scope: AnyKey): boolean {
  return Object.entries(scope).every(([name, value]) => key[name] === value)
}
