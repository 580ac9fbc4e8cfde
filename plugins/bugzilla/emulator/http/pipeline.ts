import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { FaultKind, FaultPlan, RequestEntry } from '../contract.ts'
import type { Store } from '../data/store.ts'
import { badKey, userOf } from './authentication.ts'
import { createFaults } from './faults.ts'
import { Refusal, type Reply, refusalReply } from './message.ts'
import { tooMany } from './rate.ts'
import type { Match } from './router.ts'
import { send } from './send.ts'

/** What every request passes. */
export interface PipelineParts {
  readonly store: Store
  readonly token: string | undefined
  readonly latency: number
  readonly faults: FaultPlan | undefined
  /** The 429, when it is time for one. */
  limited(): Reply | undefined
  route(method: string, path: string): Match | undefined
  log(entry: RequestEntry): void
}

/** The way of a request: latency, faults, rate, authentication, route, answer, log. */
export interface Pipeline {
  answer(request: IncomingMessage, response: ServerResponse): void
  latency(milliseconds: number): void
  faults(plan: FaultPlan | undefined): void
}

export function createPipeline(parts: PipelineParts): Pipeline {
  let { latency } = parts
  let slow = parts.faults?.slow ?? 2000
  let fault = createFaults(parts.faults)
  return {
    answer(request, response) {
      response.on('error', () => {})
      handle(request, response).catch(() => response.destroy())
    },
    latency(milliseconds) {
      latency = milliseconds
    },
    faults(plan) {
      fault = createFaults(plan)
      slow = plan?.slow ?? 2000
    },
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET'
    const path = request.url ?? '/'
    const match = parts.route(method, path.split('?')[0] ?? '/')
    const entry = { method, path, template: match?.template ?? '*' }
    const bad = fault(`${method} ${entry.template}`)
    const text = await readBody(request)
    if (latency > 0) await wait(latency, undefined, { ref: false })
    if (bad === 'slow') await wait(slow, undefined, { ref: false })
    if (response.destroyed) return
    if (bad === 'hang') return parts.log({ ...entry, at: Date.now(), status: 0, bytes: 0 })
    if (bad === 'drop') {
      request.socket.resetAndDestroy()
      return parts.log({ ...entry, at: Date.now(), status: 0, bytes: 0 })
    }
    response.setHeader('Date', new Date(parts.store.now()).toUTCString())
    const reply = tagged(request, respond(request, match, bad, path, text))
    if (bad === 'lost') {
      request.socket.resetAndDestroy()
      return parts.log({ ...entry, at: Date.now(), status: 0, bytes: 0 })
    }
    const sent = send(response, reply, bad === 'cut' || bad === 'garbage' ? bad : undefined)
    parts.log({ ...entry, at: Date.now(), status: bad === 'cut' ? 0 : reply.status, bytes: sent })
  }

  function respond(
    request: IncomingMessage,
    match: Match | undefined,
    bad: FaultKind | undefined,
    path: string,
    text: string,
  ): Reply {
    const refused = parts.limited()
    if (refused) return refused
    if (bad === '401') return refusalReply(badKey())
    if (bad === '429') return tooMany(1)
    if (bad === '500') return { ...refusalReply(new Refusal(100500, 'Internal server error')), status: 500 }
    if (bad === '503') return { status: 503, headers: HTML, text: '<html>Unavailable</html>' }
    if (!path.startsWith('/rest/')) return { status: 404, headers: HTML, text: '<html>Not found</html>' }
    try {
      const query = new URLSearchParams(path.split('?')[1] ?? '')
      const body = parseBody(text)
      const header = request.headers['x-bugzilla-api-key']
      const user = userOf(parts.store, parts.token, { header: header?.toString(), query, body })
      if (!match?.handler) {
        const asked = `${request.method} ${path.split('?')[0]?.slice('/rest'.length)}`
        throw new Refusal(32614, `A REST API resource was not found for '${asked}'.`)
      }
      return match.handler({ method: request.method ?? 'GET', params: match.params, query, body, user })
    } catch (error) {
      if (error instanceof Refusal) return refusalReply(error)
      return { ...refusalReply(new Refusal(100500, `The emulator failed: ${String(error)}`)), status: 500 }
    }
  }
}

const HTML = { 'Content-Type': 'text/html' } as const

/** Bugzilla sends its validators without quotation marks, and takes them back with or without. */
function tagged(request: IncomingMessage, reply: Reply): Reply {
  if (request.method !== 'GET' || reply.status !== 200 || reply.json === undefined) return reply
  const text = JSON.stringify(reply.json)
  const tag = createHash('md5').update(text).digest('base64').replace(/=+$/, '')
  const headers = { 'Content-Type': 'application/json; charset=UTF-8', ETag: tag }
  if (request.headers['if-none-match']?.replaceAll('"', '') === tag) return { status: 304, headers, text: '' }
  return { status: 200, headers, text }
}

function parseBody(text: string): Readonly<Record<string, unknown>> {
  if (text === '') return {}
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch (error) {
    throw new Refusal(32000, `Could not parse the 'params' argument as valid JSON. Error: ${String(error)}`)
  }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
