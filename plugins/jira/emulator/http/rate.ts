import type { Flavour } from '../options.ts'
import type { Reply } from './message.ts'

/** A token bucket that speaks Jira's headers. */
export interface RateLimit {
  /** Takes one token; gives the headers of a good answer, or the 429. */
  take(): { readonly headers: Readonly<Record<string, string>>; readonly refused?: Reply }
}

/** `rate` requests a second, `burst` at once; `undefined` rate: no limit and no headers. */
export function createRateLimit(flavour: Flavour, rate: number | undefined, burst: number | undefined): RateLimit {
  if (rate === undefined) return { take: () => ({ headers: {} }) }
  const capacity = Math.max(1, burst ?? Math.ceil(rate))
  let tokens = capacity
  let filled = performance.now()
  return {
    take() {
      const now = performance.now()
      tokens = Math.min(capacity, tokens + ((now - filled) / 1000) * rate)
      filled = now
      if (tokens < 1) return { headers: {}, refused: tooMany(flavour, capacity, rate, (1 - tokens) / rate) }
      tokens--
      return { headers: limitHeaders(flavour, capacity, rate, Math.floor(tokens)) }
    },
  }
}

/** The 429 of the flavour; `wait` in seconds, printed rounded up. */
export function tooMany(flavour: Flavour, capacity: number, rate: number, wait: number): Reply {
  const seconds = Math.max(1, Math.ceil(wait))
  const headers = { ...limitHeaders(flavour, capacity, rate, 0), 'Retry-After': String(seconds) }
  if (flavour === 'data-center') return { status: 429, headers, json: { message: 'Rate limit exceeded.' } }
  return {
    status: 429,
    headers: {
      ...headers,
      'RateLimit-Reason': 'jira-burst-based',
      'X-RateLimit-Reset': new Date(Date.now() + seconds * 1000).toISOString(),
    },
    json: { errorMessages: ['Rate limit exceeded.'], errors: {} },
  }
}

function limitHeaders(flavour: Flavour, capacity: number, rate: number, remaining: number): Record<string, string> {
  const headers = { 'X-RateLimit-Limit': String(capacity), 'X-RateLimit-Remaining': String(remaining) }
  if (flavour === 'data-center') {
    return { ...headers, 'X-RateLimit-FillRate': String(rate), 'X-RateLimit-Interval-Seconds': '1', 'Retry-After': '0' }
  }
  return { ...headers, 'X-RateLimit-NearLimit': String(remaining < capacity * 0.2) }
}
