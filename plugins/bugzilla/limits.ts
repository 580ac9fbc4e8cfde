import { type RateLimit, SourceError } from 'issuefs/source'
import type { BugzillaOptions } from './options.ts'

/** Stock servers have no limit of their own, and answer in about a second each: a few at once are gentle. */
const STOCK = 5

/** bugzilla.mozilla.org allows 75 reads of bugs a minute from one address. */
const BMO = 1

/** How fast Bugzilla is asked. */
export function limitsOf({ url, flavour, rate = isMozilla(url) || flavour === 'bmo' ? BMO : STOCK }: BugzillaOptions) {
  if (!(rate > 0)) throw new SourceError('invalid', 'The option rate must be above zero: it says requests per second.')
  const burst = Math.max(1, Math.round(rate * 5))
  return [{ name: 'bugzilla', rate, burst, concurrency: 4 }] as const satisfies readonly RateLimit[]
}

function isMozilla(url: string): boolean {
  return /(^|\.)bugzilla(-dev)?\.(mozilla\.org|allizom\.org)$/.test(URL.parse(url)?.hostname ?? '')
}
