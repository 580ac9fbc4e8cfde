import type { Call } from 'issuefs/source'
import { type JsonObject, listOf, objectOf } from '../model/json.ts'
import { isoOf, millisecondsOf } from '../model/time.ts'
import type { Site } from '../site.ts'

/**
 * Custom fields with a time: Bugzilla sends them in UTC, but takes them in the zone of its own machine, without saying
 * which one that is.
 */
export type Moments = Readonly<Record<string, number>>

/** The times among the changes of a bug, in milliseconds since 1970. */
export function momentsIn(body: JsonObject, fields: readonly string[]): Moments {
  return Object.fromEntries(
    fields.flatMap(field => {
      const milliseconds = millisecondsOf(body[field])
      return milliseconds === undefined ? [] : [[field, milliseconds]]
    }),
  )
}

/** A time as Bugzilla takes it, where its zone is so many milliseconds ahead of UTC: `2026-01-31 10:00:00`. */
export function zoned(milliseconds: number, ahead: number): string {
  return isoOf(milliseconds + ahead)
    .slice(0, 19)
    .replace('T', ' ')
}

/** By how many milliseconds the server's zone is ahead of what was believed, for each time that it has understood otherwise. */
export async function misplaced(site: Site, id: number, moments: Moments, call: Call): Promise<Moments> {
  const fields = Object.keys(moments)
  if (fields.length === 0) return {}
  const client = await site.client(call)
  const [bug] = listOf(objectOf(await client.bugs([id], ['id', 'product', ...fields])).bugs)
  return Object.fromEntries(
    Object.entries(moments).flatMap(([field, wanted]) => {
      const shown = millisecondsOf(objectOf(bug)[field])
      return shown === undefined || shown === wanted ? [] : [[field, wanted - shown]]
    }),
  )
}
