import { Refusal, type Reply, refusalReply } from './message.ts'

/** The kinds of limits that GitHub keeps apart. */
export type Resource = 'core' | 'graphql'

/** GitHub's limits: so many a window, told in the headers of each answer, and a pace that is told only when it is broken. */
export interface Limits {
  /** The refusal for asking too fast, or for having spent the window. */
  refuse(resource: Resource): Reply | undefined
  /** Charges an answer; gives its headers. */
  charge(resource: Resource, cost: number): Readonly<Record<string, string>>
  readonly spent: Readonly<Record<Resource, number>>
}

export interface LimitOptions {
  readonly hourly: number
  readonly window: number
  readonly rate: number | undefined
  readonly burst: number | undefined
}

export function createLimits({ hourly, window, rate, burst }: LimitOptions): Limits {
  const spent = { core: 0, graphql: 0 }
  const used = { core: 0, graphql: 0 }
  const reset = { core: 0, graphql: 0 }
  const capacity = Math.max(1, burst ?? rate ?? 1)
  let tokens = capacity
  let filled = performance.now()

  function headers(resource: Resource): Record<string, string> {
    return {
      'X-RateLimit-Limit': String(hourly),
      'X-RateLimit-Remaining': String(Math.max(0, hourly - used[resource])),
      'X-RateLimit-Used': String(used[resource]),
      'X-RateLimit-Reset': String(Math.ceil(reset[resource] / 1000)),
      'X-RateLimit-Resource': resource,
    }
  }

  function isTooFast(): boolean {
    if (rate === undefined) return false
    const now = performance.now()
    tokens = Math.min(capacity, tokens + ((now - filled) / 1000) * rate)
    filled = now
    if (tokens < 1) return true
    tokens -= 1
    return false
  }

  return {
    spent,
    refuse(resource) {
      if (Date.now() >= reset[resource]) {
        used[resource] = 0
        reset[resource] = Date.now() + window
      }
      if (isTooFast()) return { ...tooFast(), cost: 0 }
      if (used[resource] < hourly) return undefined
      const message = 'API rate limit exceeded for user ID 1.'
      if (resource === 'core') return { ...refusalReply(new Refusal(403, message, headers(resource))), cost: 0 }
      return { status: 200, headers: headers(resource), json: { errors: [{ type: 'RATE_LIMITED', message }] }, cost: 0 }
    },
    charge(resource, cost) {
      used[resource] += cost
      spent[resource] += cost
      return headers(resource)
    },
  }
}

/** The secondary limit. */
export function tooFast(): Reply {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  return refusalReply(new Refusal(429, message, { 'Retry-After': '1' }))
}
