import type { Call, Change, Cursor, Delta } from 'issuefs/source'
import type { BugzillaClient } from '../client.ts'
import { changedAt, isRawBug, type RawBug, versionOf } from '../model/bug.ts'
import { listOf, objectOf } from '../model/json.ts'
import { isoOf } from '../model/time.ts'
import type { Criteria } from '../query/criteria.ts'
import { identityOf } from '../search/items.ts'
import { begin, type Place, type Step, walk } from '../search/walk.ts'
import type { Site } from '../site.ts'
import { cursorOf, type Position, positionOf, type Times } from './position.ts'

/** Milliseconds that each poll looks back: a change is stamped when it begins, and seen when it is done. */
const OVERLAP = 60_000

/** Milliseconds without a change after which no change from before can still come to light. */
const QUIET = 600_000

/** Milliseconds after a second has ended until nothing more is expected to happen in it. */
const SETTLED = 2000

/** Bugs per page: only who they are, so that a poll is one request even after a change of thousands at once. */
const SIZE = 10_000

/** Enough of the latest bugs to know all that changed within the overlap, mostly. */
const FIRST = 100

const IDENTITY = ['id', 'product', 'last_change_time'] as const

/** One poll of the whole mount: one request where nothing changed. Without a cursor: the position of now. */
export async function poll(site: Site, call: Call, since?: Cursor): Promise<Delta> {
  const { changes, position, more } = since === undefined ? await start(site, call) : await next(site, call, since)
  return { changes, next: cursorOf(position), more }
}

async function start(site: Site, call: Call) {
  const client = await site.client(call)
  const criteria = await site.criteria(call)
  const since = site.selection.since()
  const latest = { criteria, fields: IDENTITY, limit: FIRST, first: 'newest' } as const
  const bugs = listOf(objectOf(await client.search({ ...latest, since: isoOf(since) })).bugs).filter(isRawBug)
  const top = Math.max(0, ...bugs.map(bug => changedAt(bug) ?? 0))
  const window = Math.max(top - OVERLAP, since, 0)
  const isWhole = bugs.length < FIRST || bugs.some(bug => (changedAt(bug) ?? 0) < window)
  const all = isWhole ? bugs : await everySince(client, criteria, window)
  return { changes: [], position: settled(top, timesOf(all, client.now()), client.now()), more: false }
}

/** More changed within the overlap than a first look shows, as when an administrator changes many bugs at once. */
async function everySince(client: BugzillaClient, criteria: Criteria, since: number): Promise<readonly RawBug[]> {
  const found: RawBug[] = []
  for (let place: Place | undefined = begin(since); place !== undefined; ) {
    const step: Step = await walk(client, { criteria, fields: IDENTITY, limit: SIZE }, place)
    found.push(...step.bugs)
    place = step.next
  }
  return found
}

async function next(site: Site, call: Call, since: Cursor) {
  const { pass, ...before } = positionOf(since)
  const { top, now, seen } = before
  const client = await site.client(call)
  const query = { criteria: await site.criteria(call), fields: IDENTITY, limit: SIZE }
  const place = pass?.place ?? begin(Math.max(windowOf(top, now), site.selection.since(), 0))
  const step = await walk(client, query, place)
  const times = timesOf(step.bugs, client.now(), { ...seen, ...pass?.found })
  const found = { ...pass?.found, ...times }
  const isKnown = (id: number) => Math.abs(pass?.found[id] ?? -1) === Math.abs(times[id]!)
  const news = step.bugs.filter(({ id }) => !isKnown(id) && isNews(times[id]!, seen[id]))
  const changes = news.map(changeOf)
  if (step.next) return { changes, position: { ...before, pass: { place: step.next, found } }, more: true }
  const high = Object.values(found).reduce((a, b) => Math.max(a, Math.abs(b)), top)
  return { changes, position: settled(high, found, client.now()), more: false }
}

/** Another last change than before, or the same when its second was not over then. */
function isNews(time: number, before: number | undefined): boolean {
  return before === undefined || before < 0 || Math.abs(time) !== before
}

/** Without validators: two changes within a second have the same one, and the second must be fetched too. */
function changeOf(bug: RawBug): Change {
  const { modified } = versionOf(bug)
  return { change: 'upsert', ...identityOf(bug), ...(modified && { modified }) }
}

/**
 * When each bug changed last. Those without a readable time count as changed in 1970.
 *
 * @param now the server's clock; where it does not tell, a bug counts as settled when it is seen for the second time
 */
function timesOf(bugs: readonly RawBug[], now: number | undefined, before: Times = {}): Times {
  return Object.fromEntries(
    bugs.map(bug => {
      const time = changedAt(bug) ?? 0
      const isSettled = now === undefined ? Math.abs(before[bug.id] ?? -1) === time : now - time >= 1000 + SETTLED
      return [bug.id, isSettled ? time : -time]
    }),
  )
}

/** Where the next poll begins to look: behind the latest change when it has been quiet, else a while before it. */
function windowOf(top: number, now: number | undefined): number {
  return now !== undefined && now - top > QUIET ? top + 1000 : top - OVERLAP
}

function settled(top: number, times: Times, now: number | undefined): Position {
  const from = windowOf(top, now)
  const seen = Object.fromEntries(Object.entries(times).filter(([, time]) => Math.abs(time) >= from))
  return { top, seen, ...(now !== undefined && { now }) }
}
