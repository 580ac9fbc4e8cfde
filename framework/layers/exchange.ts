import type { FetchInit } from '../source/call.ts'
import { SourceError } from '../source/error.ts'
import type { Exchange } from './fetcher.ts'
import { requestLine } from './place.ts'

const defaultTimeout = 30_000

/** Fills in the defaults of a request. Throws `invalid`, without the value at fault: it may be a secret. */
export function exchangeOf(address: string | URL, init: FetchInit, userAgent: string): Exchange {
  const url = URL.parse(String(address))
  if (!url) throw new SourceError('invalid', 'The address of a request is not a URL: it must begin with https://.')
  if (url.username || url.password) {
    throw new SourceError('invalid', `Give the credentials for ${url.origin} as options, not in its address.`)
  }
  url.hash = ''
  const { body, limit, accept = [], cost = 1, timeout = defaultTimeout } = init
  const method = (init.method ?? 'GET').toUpperCase()
  const exchange: Exchange = {
    url,
    method,
    headers: { 'user-agent': userAgent, ...lowerCase(init.headers ?? {}) },
    ...(body === undefined ? {} : { body }),
    accept,
    safe: init.safe ?? (method === 'GET' || method === 'HEAD'),
    ...(limit === undefined ? {} : { limit }),
    cost,
    timeout,
  }
  checkHeaders(exchange)
  return exchange
}

function lowerCase(headers: NonNullable<FetchInit['headers']>): Exchange['headers'] {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

/** `fetch` would name the value in its error. */
function checkHeaders(exchange: Exchange): void {
  for (const [name, value] of Object.entries(exchange.headers)) {
    try {
      new Headers([[name, value]])
    } catch {
      const sentence = `The header ${name} of ${requestLine(exchange)} holds characters that cannot be sent`
      throw new SourceError('invalid', `${sentence}: is there a line end or a quotation mark in the token?`)
    }
  }
}
