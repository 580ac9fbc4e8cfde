const SHAPE = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})$/i

/**
 * Milliseconds since 1970 of a time as Jira writes it (`2016-07-18T10:45:37.000+0200`), or `undefined` for anything else.
 */
export function millisecondsOf(value: unknown): number | undefined {
  const match = typeof value === 'string' ? SHAPE.exec(value.trim()) : null
  if (!match) return undefined
  const [, day, time, zone = 'Z'] = match
  const offset = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  const milliseconds = Date.parse(`${day}T${time}${offset}`)
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}

/** The same as ISO 8601 in UTC with seconds: `2016-07-18T08:45:37Z`. */
export function isoTime(value: unknown): string | undefined {
  const milliseconds = millisecondsOf(value)
  return milliseconds === undefined ? undefined : isoOf(milliseconds)
}

/** ISO 8601 in UTC with seconds. */
export function isoOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
