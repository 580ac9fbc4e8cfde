import { type RateLimit, SourceError } from 'issuefs/source'
import type { RedmineOptions } from './options.ts'

/** Redmine has no limit of its own and answers slowly: four requests under way are as much as it likes. */
export function limitsOf({ rate }: RedmineOptions): readonly RateLimit[] {
  if (!(rate > 0)) throw new SourceError('invalid', 'The option rate must be above zero: it says requests per second.')
  return [{ name: 'redmine', rate, burst: Math.max(1, Math.round(rate)), concurrency: 4 }]
}
