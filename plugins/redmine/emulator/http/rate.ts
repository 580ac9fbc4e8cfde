import type { Reply } from './message.ts'

/** Gives the 429 of the proxy in front, once more than `rate` requests a second come, `burst` at once. */
export function createRateLimit(rate: number | undefined, burst: number | undefined): () => Reply | undefined {
  if (rate === undefined) return () => undefined
  const capacity = Math.max(1, burst ?? Math.ceil(rate))
  let tokens = capacity
  let filled = performance.now()
  return () => {
    const now = performance.now()
    tokens = Math.min(capacity, tokens + ((now - filled) / 1000) * rate)
    filled = now
    if (tokens < 1) return tooMany(Math.ceil((1 - tokens) / rate))
    tokens -= 1
    return undefined
  }
}

/** Redmine itself knows no limit: a proxy answers, with a page. */
export function tooMany(seconds: number): Reply {
  const headers = { 'Content-Type': 'text/html', 'Retry-After': String(Math.max(1, seconds)) }
  return { status: 429, headers, text: '<html>Too many requests</html>' }
}
