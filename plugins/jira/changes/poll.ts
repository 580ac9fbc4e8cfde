import type { Call, Change, Cursor, Delta } from 'issuefs/source'
import { allOf, conditionOf } from '../jql.ts'
import { type RawIssue, updatedOf } from '../model/issue.ts'
import { millisecondsOf } from '../model/time.ts'
import type { Flavour } from '../options.ts'
import { itemsOf } from '../search/items.ts'
import { walk } from '../search/walk.ts'
import type { Site } from '../site.ts'
import { cursorOf, type Position, positionOf } from './position.ts'
import { timed } from './server-time.ts'
import { changedSince, knownZone } from './since.ts'

/** Issues per page: keys and times only, the kernel fetches the rest by hundreds. */
const SIZE = 1000

/** Milliseconds that search is trusted to have caught up in, after which what it does not show has not happened. */
const TRAIL = 600_000

/** Enough of the latest issues to know all that changed within the overlap, mostly. */
const FIRST = 100

/** One poll of the whole mount: one request where nothing changed. Without a cursor: the position of now. */
export async function poll(site: Site, call: Call, since?: Cursor): Promise<Delta> {
  const { changes, position, more } = since === undefined ? await begin(site, call) : await next(site, call, since)
  return { changes, next: cursorOf(position), more }
}

async function begin(site: Site, call: Call) {
  const { flavour } = await site.client(call)
  const zone = await zoneOf(site, call, flavour)
  const where = conditionOf(site.selection)
  const { issues } = await walk(site, call, { where, fields: ['updated'], size: FIRST })
  const seen = timesOf(issues)
  const top = latest(seen) ?? millisecondsOf((await site.info(call)).time) ?? 0
  const { earliest } = changedSince(flavour, top, zone)
  const position: Position = { flavour, zone, top, seen: after(seen, earliest) }
  return { changes: [], position, more: false }
}

async function next(site: Site, call: Call, since: Cursor) {
  const { pass, ...position } = positionOf(since)
  const { flavour, seen } = position
  site.assume(flavour)
  const zone = pass ? position.zone : await zoneOf(site, call, flavour)
  const where = allOf(conditionOf(site.selection), changedSince(flavour, baseOf(position), zone).condition)
  const server = timed(call)
  const step = await walk(site, server.call, { where, fields: ['updated'], size: SIZE }, pass?.page)
  const times = timesOf(step.issues)
  const found = { ...pass?.found, ...times }
  const high = Math.max(position.top, pass?.high ?? 0, latest(times) ?? 0)
  const began = pass?.began ?? server.answered()
  const isNews = ({ id }: RawIssue) => times[id] !== seen[id] && times[id] !== pass?.found[id]
  const changes = itemsOf(step.issues.filter(isNews)).map((item): Change => ({ change: 'upsert', ...item }))
  if (step.next !== undefined) {
    return { changes, position: { ...position, zone, pass: { page: step.next, high, found, began } }, more: true }
  }
  const done = { flavour, zone, top: high, checked: began }
  const { earliest } = changedSince(flavour, baseOf(done), zone)
  return { changes, position: { ...done, seen: after(found, earliest) }, more: false }
}

/** The caller's, in which Data Center reads times. Cloud is asked, too: to a token that it knows no more, nothing has changed. */
async function zoneOf(site: Site, call: Call, flavour: Flavour): Promise<string | undefined> {
  const profile = await site.myself(call)
  return flavour === 'cloud' ? undefined : knownZone(profile?.timeZone)
}

/**
 * The time up to which everything is known: the latest change, or, where nothing has changed for long, the last poll
 * less the time that search may trail behind. So a quiet project's poll finds nothing, however much changed last.
 */
function baseOf({ top, checked }: Pick<Position, 'top' | 'checked'>): number {
  return Math.max(top, (checked ?? 0) - TRAIL)
}

/** When each issue changed last. Those without a readable time count as changed in 1970. */
function timesOf(issues: readonly RawIssue[]): Readonly<Record<string, number>> {
  return Object.fromEntries(issues.map(issue => [issue.id, updatedOf(issue) ?? 0]))
}

function latest(times: Readonly<Record<string, number>>): number | undefined {
  const all = Object.values(times)
  return all.length > 0 ? all.reduce((a, b) => Math.max(a, b)) : undefined
}

function after(times: Readonly<Record<string, number>>, earliest: number): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(times).filter(([, at]) => at >= earliest))
}
