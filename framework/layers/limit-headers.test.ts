import { expect, test } from 'vitest'
import { isRateLimited, wantedWait } from './limit-headers.ts'

const now = Date.UTC(2026, 0, 1)
const epoch = now / 1000

function answered(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers })
}

test.for([
  ['seconds', 429, { 'retry-after': '7' }, 7000],
  ['a date, by our clock', 429, { 'retry-after': 'Thu, 01 Jan 2026 00:00:09 GMT' }, 9000],
  [
    'a date, by the clock of the server',
    503,
    { date: 'Thu, 01 Jan 2026 05:00:00 GMT', 'retry-after': 'Thu, 01 Jan 2026 05:00:03 GMT' },
    3000,
  ],
  ['GitHub: seconds since 1970', 403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${epoch + 30}` }, 30_000],
  ['milliseconds since 1970', 429, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${now + 1500}` }, 1500],
  ['Jira: ISO 8601', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-01-01T00:01Z' }, 60_000],
  ['Jira Data Center', 200, { 'x-ratelimit-remaining': '0', 'x-ratelimit-interval-seconds': '5' }, 5000],
  ['seconds from now', 200, { 'ratelimit-remaining': '0', 'ratelimit-reset': '12' }, 12_000],
  ['the draft of the IETF', 200, { ratelimit: '"default";r=0;t=4' }, 4000],
  ['three years', 429, { 'retry-after': '99999999' }, 3_600_000],
  ['a time that is over', 429, { 'retry-after': 'Wed, 31 Dec 2025 00:00:00 GMT' }, 0],
  ['some remain', 200, { 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': `${epoch + 30}` }, undefined],
  ['nonsense', 429, { 'retry-after': 'soon' }, undefined],
  ['a redirect that says retry-after', 301, { 'retry-after': '5' }, undefined],
  ['nothing', 429, {}, undefined],
] as const)('%s', ([, status, headers, wait]) => {
  expect(wantedWait(answered(status, headers), now)).toBe(wait)
})

test('which refusals are for asking too much', () => {
  expect(isRateLimited(answered(429))).toBe(true)
  expect(isRateLimited(answered(403))).toBe(false)
  expect(isRateLimited(answered(403, { 'retry-after': '60' }))).toBe(true)
  expect(isRateLimited(answered(403, { 'x-ratelimit-remaining': '0' }))).toBe(true)
  expect(isRateLimited(answered(403, { 'x-ratelimit-remaining': '10' }))).toBe(false)
  expect(isRateLimited(answered(503))).toBe(false)
  expect(isRateLimited(answered(503, { 'retry-after': '60' }))).toBe(true)
})
