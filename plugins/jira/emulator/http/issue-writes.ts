import type { Flavour } from '../options.ts'
import type { Reply } from './message.ts'

/** Milliseconds in which the writes of one issue are counted. */
const window = 2000

/** Counts the writes of each issue. Only Cloud has such a limit; `undefined`: none. */
export function createIssueWrites(flavour: Flavour, most: number | undefined): (issue: number) => Reply | undefined {
  if (most === undefined || flavour !== 'cloud') return () => undefined
  const writes = new Map<number, readonly number[]>()
  return issue => {
    const now = performance.now()
    const recent = (writes.get(issue) ?? []).filter(time => time > now - window)
    if (recent.length >= most) return tooManyWrites(Math.ceil((recent[0]! + window - now) / 1000))
    writes.set(issue, [...recent, now])
    return undefined
  }
}

/** `wait` in seconds. */
function tooManyWrites(wait: number): Reply {
  return {
    status: 429,
    headers: {
      'Retry-After': String(Math.max(1, wait)),
      'RateLimit-Reason': 'jira-per-issue-on-write',
      'X-RateLimit-Reset': new Date(Date.now() + wait * 1000).toISOString(),
    },
    json: { errorMessages: ['Rate limit exceeded.'], errors: {} },
  }
}
