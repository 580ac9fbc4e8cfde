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

/**
 * The only form of a time that Jira takes: `2026-01-31T09:00:00.000+0000`. One without a zone is UTC, in which times are
 * shown, wherever this machine stands.
 */
export function jiraTime(key: string, value: Scalar): string {
  const text = String(value)
    .trim()
    .replace(/^(\d{4}-\d{2}-\d{2})\s+(?=\d)/, '$1T')
  const time = Date.parse(/T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?$/i.test(text) ? `${text}Z` : text)
  if (Number.isNaN(time)) throw invalid(key, `"${value}" is not a time like 2026-01-31T09:00:00Z`)
  return new Date(time).toISOString().replace('Z', '+0000')
}

const DURATION = /(\d+(?:\.\d+)?)[ \t]*(w(?:eeks?)?|d(?:ays?)?|h(?:ours?)?|m(?:in(?:ute)?s?)?)(?![a-z])[ \t,]*/gi

/** `1h 30m`, the only spelling that Jira reads. Days and weeks are Jira's own, which has its hours of work. */
export function durationWords(key: string, value: Scalar): string {
  const text = String(value).trim()
  const parts = [...text.matchAll(DURATION)]
  const isWhole = parts.map(([part]) => part).join('') === text
  if (parts.length > 0 && isWhole) return parts.map(([, count, unit]) => `${count}${unit![0]!.toLowerCase()}`).join(' ')
  throw invalid(key, `"${value}" is not a duration like 1h 30m`)
}

/** What Jira takes for an estimate of so many seconds. */
export function estimate(seconds: unknown): string {
  return duration(seconds) ?? '0m'
}
