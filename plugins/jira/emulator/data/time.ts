/** A time as Jira prints it: `2026-01-02T03:04:05.678+0000`. */
export function printTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '+0000')
}

/** Reads what Jira prints, and ISO 8601; `undefined` for anything else. */
export function readTime(text: unknown): number | undefined {
  if (typeof text !== 'string') return undefined
  const milliseconds = Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
  return Number.isNaN(milliseconds) ? undefined : milliseconds
}

/** `yyyy-MM-dd` of a time, in UTC. */
export function printDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}
