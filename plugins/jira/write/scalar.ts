import { duration } from '../render/duration.ts'
import { invalid } from './invalid.ts'
import type { Scalar } from './shape.ts'

/** A number, also one that stands in quotes. */
export function number(key: string, value: Scalar): number {
  const found = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value)
  if (typeof value !== 'boolean' && Number.isFinite(found)) return found
  throw invalid(key, `"${value}" is not a number`)
}

/** `yyyy-mm-dd` */
export function jiraDate(key: string, value: Scalar): string {
  const text = String(value).trim()
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text
  throw invalid(key, `"${value}" is not a date like 2026-01-31`)
}

/** The only form of a time that Jira takes: `2026-01-31T09:00:00.000+0000`. */
export function jiraTime(key: string, value: Scalar): string {
  const time = Date.parse(String(value).trim())
  if (Number.isNaN(time)) throw invalid(key, `"${value}" is not a time like 2026-01-31T09:00:00Z`)
  return new Date(time).toISOString().replace('Z', '+0000')
}

/** `1h 30m`, as Jira reads it too. Days and weeks are Jira's own, which has its hours of work. */
export function durationWords(key: string, value: Scalar): string {
  const text = String(value).trim()
  if (/^\d+(?:\.\d+)?\s*[wdhm](?:\s+\d+(?:\.\d+)?\s*[wdhm])*$/i.test(text)) return text.toLowerCase()
  throw invalid(key, `"${value}" is not a duration like 1h 30m`)
}

/** What Jira takes for an estimate of so many seconds. */
export function estimate(seconds: unknown): string {
  return duration(seconds) ?? '0m'
}
