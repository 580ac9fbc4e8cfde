import { SourceError } from 'issuefs/source'
import type { BugzillaOptions } from './options.ts'
import { type Criteria, readQuery } from './query/criteria.ts'

/** What to show. */
export interface Selection {
  /** `undefined`: all that can be seen. */
  readonly products: readonly string[] | undefined
  readonly query: Criteria | undefined
  /** The name of a saved search. */
  readonly saved: string | undefined
  /** The earliest last change that is shown, in milliseconds since 1970, as of now. */
  readonly since: () => number
}

/** What the options select. Throws `invalid` for what cannot be meant. */
export function selectionOf({ url, products = [], query, saved, since, key }: BugzillaOptions): Selection {
  const names = [...new Set(products.map(name => name.trim()).filter(Boolean))]
  const read = query?.trim() ? readQuery(query, url) : undefined
  const name = saved?.trim() || (read && 'saved' in read ? read.saved : undefined)
  if (saved?.trim() && read) {
    throw new SourceError('invalid', 'Both a query and a saved search are given: leave out --query or --saved.')
  }
  if (name !== undefined && !key) {
    throw new SourceError('invalid', 'A saved search belongs to an account: set BUGZILLA_API_KEY.')
  }
  return {
    products: names.length > 0 ? names : undefined,
    query: read && 'criteria' in read ? read.criteria : undefined,
    saved: name,
    since: sinceOf(since?.trim()),
  }
}

/** Whether the options say which bugs, and not just all of them. */
export function isSelected({ products, query, saved }: Selection): boolean {
  return products !== undefined || query !== undefined || saved !== undefined
}

const DAY = 86_400_000
const UNITS: Readonly<Record<string, number>> = { h: DAY / 24, d: DAY, w: 7 * DAY, m: 30 * DAY, y: 365 * DAY }

function sinceOf(since: string | undefined): () => number {
  if (!since) return () => 0
  const date = /^\d{4}-\d{2}-\d{2}$/.test(since) ? Date.parse(since) : Number.NaN
  if (!Number.isNaN(date)) return () => date
  const [, count, unit] = /^-(\d{1,5})([hdwmy])$/.exec(since) ?? []
  if (count !== undefined && unit !== undefined) {
    const span = Number(count) * UNITS[unit]!
    return () => Math.max(0, Date.now() - span)
  }
  throw new SourceError('invalid', `“${since}” is no day: give --since as 2026-01-31, or as -90d for the last 90 days.`)
}
