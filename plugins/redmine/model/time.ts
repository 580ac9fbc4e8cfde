const SHAPE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i

/** Milliseconds since 1970 of a time as Redmine writes it (`2026-01-02T03:04:05Z`), or `undefined` for anything else. */
export function millisecondsOf(value: unknown): number | undefined {
  if (typeof value !== 'string' || !SHAPE.test(value.trim())) return undefined
  const milliseconds = Date.parse(value.trim())
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}

/** The same as ISO 8601 in UTC with seconds, the only form that Redmine's filters read. */
export function isoTime(value: unknown): string | undefined {
  const milliseconds = millisecondsOf(value)
  return milliseconds === undefined ? undefined : isoOf(milliseconds)
}

/** ISO 8601 in UTC with whole seconds, without a fraction: Redmine refuses one. */
export function isoOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}
