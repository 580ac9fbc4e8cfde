import type { ServerResponse } from 'node:http'
import type { Reply } from './message.ts'

/** How an answer is spoilt on its way. */
export type Spoilt = 'cut' | 'garbage' | undefined

/** The bytes of an answer. */
export function bodyOf({ text, json }: Reply): Buffer {
  if (text !== undefined) return Buffer.from(text)
  return json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(json))
}

/** Sends an answer; gives the bytes of its body. A cut answer ends in the middle, a garbage one is half a document. */
export function send(response: ServerResponse, reply: Reply, spoilt: Spoilt): number {
  const body = bodyOf(reply)
  const type = reply.text === undefined ? 'application/json; charset=utf-8' : 'text/plain; charset=utf-8'
  const headers = { 'Content-Type': type, ...reply.headers }
  const half = body.subarray(0, Math.floor(body.length / 2))
  if (spoilt === 'cut') {
    response.writeHead(reply.status, { ...headers, 'Content-Length': body.length + 1 })
    response.write(half, () => response.socket?.resetAndDestroy())
    return half.length
  }
  if (spoilt === 'garbage') {
    response.writeHead(200, { ...headers, 'Content-Length': half.length })
    response.end(half)
    return half.length
  }
  if (reply.status === 304) response.writeHead(304, reply.headers)
  else response.writeHead(reply.status, { ...headers, 'Content-Length': body.length })
  response.end(reply.status === 304 ? undefined : body)
  return reply.status === 304 ? 0 : body.length
}
