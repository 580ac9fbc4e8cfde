import { exchangeOf } from '../layers/exchange.ts'
import type { Exchange } from '../layers/fetcher.ts'
import { errorOfResponse } from '../layers/response-error.ts'
import type { Call } from '../source/call.ts'
import { SourceError } from '../source/error.ts'

/** What becomes of one request of a plugin: the answer that `pass` fetches, or another one, or an error. */
export type Wire = (request: Exchange, pass: () => Promise<Response>) => Response | Promise<Response>

/** A call whose requests go through a wire, below the rules by which statuses become errors. */
export function wired(call: Call, wire: Wire): Call {
  return {
    signal: call.signal,
    priority: call.priority,
    async fetch(url, init = {}) {
      const request = exchangeOf(url, init, 'issuefs')
      if (call.signal.aborted) return call.fetch(url, init)
      const response = await wire(request, () => call.fetch(url, { ...init, accept: 'any' }))
      const { accept } = request
      if (response.status < 400 || accept === 'any' || accept.includes(response.status)) return response
      throw await errorOfResponse(request, response, Date.now())
    },
  }
}

/** Whether a request may change something. What only reads, by POST too, says that it is safe. */
export function mayWrite({ method, safe }: Exchange): boolean {
  return method !== 'GET' && method !== 'HEAD' && (!safe || method !== 'POST')
}

/** Every request fails as without a network. */
export const cut: Wire = () => {
  throw new SourceError('offline', 'The network is gone.')
}

/** What may write is done, but its answer is lost. As the kernel does, it is repeated where the plugin said it may be. */
export const lost: Wire = async (request, pass) => {
  const answer = await pass()
  if (request.method === 'GET' || request.method === 'HEAD') return answer
  if (request.safe) return pass()
  throw new SourceError('offline', 'The answer was lost.')
}

/** As `lost`, but only the answer to the writing request of this number, from 1, is lost. */
export function losing(number: number): Wire {
  let writes = 0
  return (request, pass) => (mayWrite(request) && ++writes === number ? lost(request, pass) : pass())
}

/** An answer that says nothing but its status. */
export function refusal(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response('{}', { status, headers: { 'content-type': 'application/json', ...headers } })
}

/** Counts requests. */
export function counting(): { readonly wire: Wire; count(): number } {
  let requests = 0
  return {
    wire: (_request, pass) => {
      requests++
      return pass()
    },
    count: () => requests,
  }
}
