import type { ServerResponse } from 'node:http'
import type { Reply } from './message.ts'

/** How an answer is spoilt on its way. */
export type Spoilt = 'cut' | 'garbage' | undefined

/** Sends an answer; gives the bytes of its body. An empty one claims to be JSON, as Redmine's do. A cut answer ends in the middle, a garbage one is half a document. */
export function send(response: ServerResponse, reply: Reply, spoilt: Spoilt): number {
  const body = bodyOf(reply)
  const isText = reply.text === undefined && reply.bytes === undefined
  const headers = { 'Content-Type': isText ? 'application/json; charset=utf-8' : 'text/plain', ...reply.headers }
  if (spoilt === 'cut' && body.length === 0) {
    response.socket?.resetAndDestroy()
    return 0
  }
  if (spoilt === 'cut') {
    const half = body.subarray(0, Math.floor(body.length / 2))
    response.writeHead(reply.status, { ...headers, 'Content-Length': body.length + 1 })
    response.write(half, () => response.socket?.resetAndDestroy())
    return half.length
  }
  if (spoilt === 'garbage') {
    const half = Buffer.concat([body.subarray(0, Math.floor(body.length / 2)), Buffer.from('<html>')])
    response.writeHead(200, { ...headers, 'Content-Length': half.length })
    response.end(half)
    return half.length
  }
  if (reply.status === 204) {
    response.writeHead(204).end()
    return 0
  }
  response.writeHead(reply.status, { ...headers, 'Content-Length': body.length })
  response.end(body)
  return body.length
}

function bodyOf(reply: Reply): Buffer {
  if (reply.bytes) return reply.bytes
  if (reply.text !== undefined) return Buffer.from(reply.text)
  return reply.json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(reply.json))
}
