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
  readonly path: P
  /** Everything it covers, one page at a time, newest first where the tracker allows. Loaded at mount. */
  list?(scope: Key<P>, call: Call, from?: Cursor): Promise<Page>
  /** Identities only, cheap: finds deletions and moves. @default `list` */
  sweep?(scope: Key<P>, call: Call, from?: Cursor): Promise<Page>
  /** One poll. Without `since`: no changes and the cursor of now, taken before a cold load. */
  changes(scope: Key<P>, call: Call, since?: Cursor): Promise<Delta>
}

export type AnyFeed = Feed<string>

/** A feed. The type of `scope` follows from the path. */
export function feed<const P extends string>(path: P, feed: Omit<Feed<P>, 'path'>): AnyFeed {
  return { path, ...feed } as unknown as AnyFeed
}
