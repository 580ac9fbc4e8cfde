import type { BugzillaClient } from '../client.ts'
import { changedAt, isRawBug, type RawBug } from '../model/bug.ts'
import { listOf, objectOf } from '../model/json.ts'
import { isoOf } from '../model/time.ts'
import type { Criteria } from '../query/criteria.ts'

/**
 * Where a walk stands: at a second, behind some of the bugs that changed in it.
 *
 * The order is that of the last change, so a bug that changes under way moves behind us and is met again; nothing that
 * happens before us moves what is still to come.
 */
export interface Place {
  /** Milliseconds since 1970. */
  readonly since: number
  /** Bugs of that second that are known. */
  readonly known: number
  /** Whether some page has been as long as was asked for, so that a shorter one is the last. */
  readonly full: boolean
}

/** What is looked for. */
export interface Query {
  readonly criteria: Criteria
  readonly fields: readonly string[]
  readonly limit: number
}

/** One page of a walk. */
export interface Step {
  readonly bugs: readonly RawBug[]
  /** Where it goes on. Absent on the last page. */
  readonly next?: Place
}

/** Known bugs that are read again, in case some of their second have left it. */
const OVERLAP = 10

/** Administrators may cut answers shorter than was asked for, but hardly below this: a shorter one is the last. */
const SURE = 100

/** The beginning of a walk. */
export function begin(since: number): Place {
  return { since, known: 0, full: false }
}

/** One page, those that have been quiet for longest first. */
export async function walk(client: BugzillaClient, query: Query, place: Place): Promise<Step> {
  const offset = Math.max(0, place.known - OVERLAP)
  const answer = await client.search({ ...query, since: isoOf(place.since), offset })
  const rows = listOf(objectOf(answer).bugs)
  const bugs = rows.filter(isRawBug)
  const isLast =
    rows.length <= place.known - offset || (rows.length < query.limit && (place.full || rows.length < SURE))
  return isLast ? { bugs } : { bugs, next: after(rows, place, offset, query.limit) }
}

function after(rows: readonly unknown[], place: Place, offset: number, limit: number): Place {
  const full = place.full || rows.length >= limit
  const times = rows.map(row => secondOf(changedAt(row) ?? place.since))
  const last = Math.max(times.at(-1) ?? place.since, place.since)
  if (last === place.since) return { since: last, known: offset + rows.length, full }
  return { since: last, known: times.filter(time => time === last).length, full }
}

function secondOf(milliseconds: number): number {
  return Math.floor(milliseconds / 1000) * 1000
}
