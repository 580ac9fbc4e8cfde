/**
 * How long the server wants us to stay away.
 *
 * Reads `Retry-After` (RFC 9110, 10.2.3), `X-RateLimit-*` (GitHub: seconds since 1970; Jira: ISO 8601; Jira Data Center:
 * `-Interval-Seconds`), `RateLimit-*` and `RateLimit: …;r=0;t=30` (drafts of the IETF).
 */

/** Whether the answer is a refusal for asking too much, so that nothing was done. */
export function isRateLimited(response: Response): boolean {
  if (response.status === 429) return true
  if (response.status === 403) return response.headers.has('retry-after') || isExhausted(response.headers)
  return response.status === 503 && response.headers.has('retry-after')
}

/** Whether the next request would be refused. */
function isExhausted(headers: Headers): boolean {
  const remaining =
    headers.get('ratelimit-remaining') ?? headers.get('x-ratelimit-remaining') ?? field(headers, /;\s*r=(\d+)/)
  return remaining !== null && remaining.trim() !== '' && Number(remaining) <= 0
}

/** Milliseconds that are believed at most: after an hour the tracker is asked again, whatever it said. */
const longest = 3_600_000

/** Milliseconds to wait, an hour at most, where the headers say so. `now` is in milliseconds since 1970, used if the answer has no date. */
export function wantedWait(response: Response, now: number): number | undefined {
  const { headers, status } = response
  const origin = Date.parse(headers.get('date') ?? '') || now
  const after = status >= 400 ? delay(headers.get('retry-after'), origin) : undefined
  const wait = after ?? (isExhausted(headers) ? resetWait(headers, origin) : undefined)
  return wait === undefined ? undefined : Math.min(wait, longest)
}

function resetWait(headers: Headers, origin: number): number | undefined {
  return (
    delay(headers.get('ratelimit-reset'), origin) ??
    delay(headers.get('x-ratelimit-reset'), origin) ??
    delay(field(headers, /;\s*t=(\d+)/), origin) ??
    delay(headers.get('x-ratelimit-interval-seconds'), origin)
  )
}

function field(headers: Headers, pattern: RegExp): string | null {
  return headers.get('ratelimit')?.match(pattern)?.[1] ?? null
}

/** Seconds from now, seconds or milliseconds since 1970, or a date. */
function delay(value: string | null, origin: number): number | undefined {
  if (!value?.trim()) return undefined
  const number = Number(value)
  if (Number.isNaN(number)) {
    const date = Date.parse(value)
    return Number.isNaN(date) ? undefined : Math.max(0, date - origin)
  }
  if (number < 0) return undefined
  if (number < 1e9) return number * 1000
  return Math.max(0, (number < 1e11 ? number * 1000 : number) - origin)
}
