import type { Reply } from './message.ts'

/** A token bucket: gives the 429, or nothing. `rate` requests a second, `burst` at once; `undefined` rate: no limit. */
export function createRateLimit(rate: number | undefined, burst: number | undefined): () => Reply | undefined {
  if (rate === undefined) return () => undefined
  const capacity = Math.max(1, burst ?? Math.ceil(rate))
  let tokens = capacity
  let filled = performance.now()
  return () => {
    const now = performance.now()
    tokens = Math.min(capacity, tokens + ((now - filled) / 1000) * rate)
    filled = now
    if (tokens < 1) return tooMany((1 - tokens) / rate)
    tokens--
    return undefined
  }
}

/** `wait` in seconds, printed rounded up. */
export function tooMany(wait: number): Reply {
  const headers = { 'Retry-After': String(Math.max(1, Math.ceil(wait))), 'Content-Type': 'text/html' }
  return { status: 429, headers, text: '<html>Too many requests</html>' }
}
