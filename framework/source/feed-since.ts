import type { Call } from './call.ts'
import { SourceError } from './error.ts'
import { type AnyFeed, feed } from './feed.ts'
import type { Key } from './key.ts'
import type { Cursor, Delta, Item, Page } from './page.ts'

/** What a feed needs where the tracker can list what has changed since a time. */
export interface SinceFeed<P extends string = string> {
  /** Names its cursor in the store. */
  readonly name: string
  /**
   * One page of the issues that it covers: all of them, or with `since` (ISO 8601, UTC, whole seconds) those that changed
   * then or later. Every item says its `modified`, as the tracker's clock has it.
   */
  page(scope: Key<P>, call: Call, asked: { readonly since?: string; readonly from?: Cursor }): Promise<Page>
  /** Identities only, cheap: finds deletions and moves. @default all pages */
  sweep?(scope: Key<P>, call: Call, from?: Cursor): Promise<Page>
  /** Milliseconds that each poll looks back, because a change may be visible later than the time it bears. @default 120000 */
  readonly overlap?: number
}

/** How far the first poll looks back by our clock, milliseconds: more than it and the tracker's may differ. */
const firstLook = 86_400_000

/** Versions by id, with their time in milliseconds since 1970. */
type Versions = Readonly<Record<string, readonly [modified: number, version: string]>>

/** What a poll remembers. */
interface Position {
  /** The latest change seen, by the tracker's clock, milliseconds since 1970. */
  readonly top: number
  /** What the next poll may find again. */
  readonly seen: Versions
  /** A pass through several pages that is under way. */
  readonly pass?: { readonly from: Cursor; readonly found: Versions; readonly news: boolean }
}

/**
 * A feed of a tracker that lists what has changed since a time: it lists everything at first, then asks for news with an
 * overlap, drops what it has seen, and reads several pages again until nothing new is among them, because issues that
 * change meanwhile move from page to page.
 *
 * @example
 * feedSince('', {
 *   name: 'issues',
 *   async page(_scope, call, { since, from = '1' }) {
 *     return await json<Page>(call, `${url}/issues`, { headers, query: { since, page: from } })
 *   },
 * })
 */
export function feedSince<const P extends string>(path: P, given: SinceFeed<P>): AnyFeed {
  const { name, overlap = 120_000, sweep } = given
  return feed(path, {
    name,
    list: (scope, call, from) => given.page(scope, call, from === undefined ? {} : { from }),
    ...(sweep && { sweep: (scope: Key<P>, call: Call, from?: Cursor) => sweep(scope, call, from) }),
    async changes(scope, call, since): Promise<Delta> {
      if (since === undefined) {
        const top = await serverTime(call, listening => given.page(scope, listening, {}))
        return { changes: [], next: written({ top, seen: {} }), more: false }
      }
      const position = read(since)
      const { top, seen, pass } = position
      const asked = { since: iso(top - overlap), ...(pass && { from: pass.from }) }
      const page = await given.page(scope, call, asked)
      const items = [...page.items, ...(page.also ?? [])]
      const news = items.filter(
        item => seen[item.id]?.[1] !== versionOf(item) && pass?.found[item.id]?.[1] !== versionOf(item),
      )
      return {
        changes: news.map(item => ({ change: 'upsert' as const, ...item })),
        ...goOn(position, items, news.length > 0, page.next, overlap),
      }
    },
  })
}

/** The tracker's clock, milliseconds since 1970, from the `date` of its answers; by ours, a day ago, where it says none. */
async function serverTime(call: Call, ask: (listening: Call) => Promise<unknown>): Promise<number> {
  let earliest = Number.NaN
  await ask({
    ...call,
    async fetch(url, init) {
      const response = await call.fetch(url, init)
      const time = Date.parse(response.headers.get('date') ?? '')
      if (Number.isNaN(earliest)) earliest = time
      return response
    },
  })
  return Number.isNaN(earliest) ? Date.now() - firstLook : earliest
}

function goOn(
  { top, seen, pass }: Position,
  items: readonly Item[],
  isNews: boolean,
  from: Cursor | undefined,
  overlap: number,
): Pick<Delta, 'next' | 'more'> {
  const found = { ...pass?.found, ...versions(items) }
  const news = isNews || pass?.news === true
  if (from !== undefined) return { next: written({ top, seen, pass: { from, found, news } }), more: true }
  if (pass && news) return { next: written({ top, seen: { ...seen, ...found } }), more: true }
  const latest = Object.values(found).reduce((most, [modified]) => Math.max(most, modified), top)
  const again = Object.entries({ ...seen, ...found }).filter(([, [modified]]) => modified >= latest - overlap - 1000)
  return { next: written({ top: latest, seen: Object.fromEntries(again) }), more: false }
}

function versions(items: readonly Item[]): Versions {
  return Object.fromEntries(items.map(item => [item.id, [timeOf(item), versionOf(item)] as const]))
}

function versionOf({ validator, modified }: Item): string {
  return validator ?? modified ?? ''
}

function timeOf({ id, modified }: Item): number {
  const time = Date.parse(modified ?? '')
  if (Number.isNaN(time)) {
    const said = modified === undefined ? 'without' : `with "${modified}", which is no date, as`
    throw new SourceError('unexpected', `The source listed the item ${id} ${said} the time of its last change.`)
  }
  return time
}

function iso(time: number): string {
  return new Date(Math.max(0, Math.floor(time / 1000) * 1000)).toISOString().replace('.000Z', 'Z')
}

function written(position: Position): Cursor {
  return JSON.stringify(position)
}

function read(cursor: Cursor): Position {
  try {
    const position = JSON.parse(cursor) as Position
    if (typeof position.top === 'number' && typeof position.seen === 'object') return position
  } catch {}
  throw new SourceError('invalid', 'The stored place in the changes is not understood; everything is listed again.')
}
