import { SourceError } from '../source/error.ts'
import { discard } from './body.ts'
import { withoutCredentials } from './credentials.ts'
import type { Exchange, Layer } from './fetcher.ts'
import { placeOf, requestLine } from './place.ts'

const mostRedirects = 5
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/**
 * Follows redirects of GET and HEAD, at most five, unless the exchange accepts their status by its number. Every step is
 * an exchange of its own: paced, retried, counted. To another origin it carries no credentials and costs nothing; from
 * https to http it does not go.
 */
export const redirect: Layer = next => async (first, context) => {
  let exchange = first
  for (let steps = 0; ; steps++) {
    const response = await next(exchange, context)
    const target = targetOf(exchange, response)
    if (!target) return response
    await discard(response)
    if (steps === mostRedirects) {
      throw new SourceError('unexpected', `${requestLine(first)} was redirected more than ${mostRedirects} times.`)
    }
    exchange = redirected(exchange, target)
  }
}

function targetOf(exchange: Exchange, response: Response): URL | undefined {
  const { accept, method, url } = exchange
  if (!redirects.has(response.status) || (method !== 'GET' && method !== 'HEAD')) return undefined
  if (accept !== 'any' && accept.includes(response.status)) return undefined
  const location = response.headers.get('location')
  return location === null ? undefined : (URL.parse(location, url.href) ?? undefined)
}

function redirected(exchange: Exchange, target: URL): Exchange {
  const { url, headers } = exchange
  if (url.protocol === 'https:' && target.protocol !== 'https:') {
    const sentence = `${requestLine(exchange)} was redirected to ${placeOf(target)}, which is not encrypted.`
    throw new SourceError('denied', `${sentence} Check the address.`)
  }
  target.username = ''
  target.password = ''
  if (target.origin === url.origin) return { ...exchange, url: target }
  return { ...exchange, url: target, headers: withoutCredentials(headers), cost: 0 }
}
