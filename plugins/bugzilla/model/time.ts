const SHAPE = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/

/** Milliseconds since 1970 of a time as Bugzilla writes it (`2026-11-21T02:08:17Z`; without a zone it is UTC). */
export function millisecondsOf(value: unknown): number | undefined {
  const match = typeof value === 'string' ? SHAPE.exec(value.trim()) : null
  if (!match) return undefined
  const [, day, time, zone = 'Z'] = match
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone
  const milliseconds = Date.parse(`${day}T${time}${offset}`)
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}

/** The same as ISO 8601 in UTC with seconds. */
export function isoTime(value: unknown): string | undefined {
  const milliseconds = millisecondsOf(value)
  return milliseconds === undefined ? undefined : isoOf(milliseconds)
}

/** ISO 8601 in UTC with seconds: all that Bugzilla tells apart. */
export function isoOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

/** Hours by which a server may be ahead of UTC, where the others are behind it by less than eleven. */
const FARTHEST_EAST = 13

/**
 * The day of a field that has no time. Bugzilla sends the midnight of its own zone as a time in UTC, and tells nobody which
 * zone that is.
 */
export function dayOf(value: unknown): string | undefined {
  const milliseconds = millisecondsOf(value)
  return milliseconds === undefined ? undefined : isoOf(milliseconds + FARTHEST_EAST * 3_600_000).slice(0, 10)
}

/** `2026-11-21 02:08 UTC` */
export function minuteOf(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}
