import { type RateLimit, SourceError } from 'issuefs/source'
import type { GitHubOptions } from './options.ts'

/**
 * How fast GitHub is asked. It allows 900 points of REST a minute and 2,000 of GraphQL, and 100 requests at once over both
 * (what writes costs more, see `client/fetch.ts`); its limits by the hour (5,000 requests, 5,000 points) are told in the
 * headers of its answers, which the kernel heeds.
 */
export function limitsOf({ rate }: GitHubOptions): readonly RateLimit[] {
  if (!(rate > 0)) throw new SourceError('invalid', 'The option rate must be above zero: it says requests per second.')
  const pace = { rate, burst: Math.max(1, Math.round(rate)), concurrency: 6 }
  return [
    { name: 'rest', ...pace },
    { name: 'graphql', ...pace },
  ]
}
