import type { Call } from './call.ts'
import type { Key } from './key.ts'
import type { Cursor, Delta, Page } from './page.ts'

/**
 * Listings and changes of many folders at once.
 *
 * `path` is the folder template it covers: `''` is one feed for the whole mount, `{owner}/{repo}` one for each repository.
 */
export interface Feed<P extends string = string> {
  /** Names its cursor in the store. */
  readonly name: string
  /** The template of folders, not of files. It is polled once for each folder that matches, each with a cursor of its own. */
  readonly path: P
  /** Everything it covers, one page at a time, newest first where the tracker allows. Loaded at mount. */
  list?(scope: Key<P>, call: Call, from?: Cursor): Promise<Page>
  /** Identities only, cheap: finds deletions and moves. @default `list` */
  sweep?(scope: Key<P>, call: Call, from?: Cursor): Promise<Page>
  /**
   * One poll. Without `since`: no changes and the cursor of now, taken before a cold load.
   *
   * @throws SourceError `invalid` when the tracker no longer knows the cursor: everything is listed again
   */
  changes(scope: Key<P>, call: Call, since?: Cursor): Promise<Delta>
}

/** A feed as `Session.feeds` has it: the compiler no longer knows its path. */
export type AnyFeed = Feed<string>

/**
 * A feed. The type of `scope` follows from the path.
 *
 * @example
 * feed('{owner}/{repo}', {
 *   name: 'events',
 *   async changes({ owner, repo }, call, since = 'now') {
 *     const address = `${url}/repos/${owner}/${repo}/events?after=${since}`
 *     return await json<Delta>(call, address, { headers })
 *   },
 * })
 */
export function feed<const P extends string>(path: P, feed: Omit<Feed<P>, 'path'>): AnyFeed {
  return { path, ...feed } as unknown as AnyFeed
}
