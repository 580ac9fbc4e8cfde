import { type RateLimit, SourceError } from 'issuefs/source'
import type { JiraOptions } from './options.ts'

/**
 * How fast Jira is asked. Cloud allows 100 requests a second of one kind, Data Center what its machine bears:
 * ten a second with a handful under way is gentle to both.
 */
export function limitsOf({ rate }: JiraOptions): readonly RateLimit[] {
  if (!(rate > 0)) throw new SourceError('invalid', 'The option rate must be above zero: it says requests per second.')
  return [{ name: 'jira', rate, burst: Math.max(1, Math.round(rate)), concurrency: 6 }]
}
