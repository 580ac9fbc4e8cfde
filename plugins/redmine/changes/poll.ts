import type { Call, Change, Cursor, Delta } from 'issuefs/source'
import { isGrouped } from '../listing/grouped.ts'
import { type Placed, placed } from '../listing/placed.ts'
import { datesItself, MOST, walk } from '../listing/walk.ts'
import { type RawIssue, updatedOf } from '../model/issue.ts'
import type { Site } from '../site.ts'
import { cursorOf, type Position, positionOf } from './position.ts'

/** Milliseconds that each poll looks back: a change may be written later than the time it bears. */
const OVERLAP = 60_000

/** Issues of the first page where the server cannot be told to give only what is new. */
const FEW = 10

/** One poll of the whole mount: one request where nothing changed. Without a cursor: the position of now. */
export async function poll(site: Site, call: Call, since?: Cursor): Promise<Delta> {
  const { changes, position, more } = since === undefined ? await begin(site, call) : await next(site, call, since)
  return { changes, next: cursorOf(position), more }
}

async function begin(site: Site, call: Call) {
  const step = await walk(site, call, { offset: 0, limit: MOST })
  if (step.total > FEW) await isGrouped(site, call)
  const seen = versionsOf(await placed(site, call, step))
  const top = latest(step.issues, 0)
  return { changes: [], position: { top, seen: recent(seen, top - OVERLAP) }, more: false }
}

async function next(site: Site, call: Call, since: Cursor) {
  const { pass = { offset: 0, high: 0, total: 0, found: {} }, top, seen } = positionOf(since)
  const from = top - OVERLAP
  const limit = pass.offset === 0 && datesItself(site) ? FEW : MOST
  const step = await walk(site, call, { since: Math.max(0, from), offset: pass.offset, limit })
  const news = step.issues.filter(raw => (updatedOf(raw) ?? 0) >= from)
  const items = await placed(site, call, { issues: news, now: step.now })
  const changes = items.flatMap(({ raw, ...item }): Change[] => {
    const isKnown = [seen[item.id], pass.found[item.id]].some(version => version?.[1] === item.validator)
    return isKnown ? [] : [{ change: 'upsert', ...item, key: { ...item.key } }]
  })
  const found = { ...pass.found, ...versionsOf(items) }
  const high = latest(news, Math.max(top, pass.high))
  const lost = Math.max(0, pass.total - step.total)
  const hasMore = step.end < step.total && step.end > step.offset
  const goesOn = hasMore && (news.length === step.issues.length || (await isGrouped(site, call)))
  if (lost > 0 || goesOn) {
    const offset = lost > 0 ? Math.max(0, pass.offset - lost) : step.end
    const position: Position = { top, seen, pass: { offset, high, total: step.total, found } }
    return { changes, position, more: true }
  }
  return { changes, position: { top: high, seen: recent(found, high - OVERLAP) }, more: false }
}

type Versions = Position['seen']

function versionsOf(items: readonly Placed[]): Versions {
  return Object.fromEntries(items.map(({ raw, id, validator }) => [id, [updatedOf(raw) ?? 0, validator] as const]))
}

function latest(issues: readonly RawIssue[], least: number): number {
  return issues.reduce((top, raw) => Math.max(top, updatedOf(raw) ?? 0), least)
}

/** What the next poll will find again. */
function recent(versions: Versions, from: number): Versions {
  return Object.fromEntries(Object.entries(versions).filter(([, [at]]) => at >= from))
}
