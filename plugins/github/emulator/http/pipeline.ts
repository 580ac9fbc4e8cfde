import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { FaultKind, FaultPlan, RequestEntry } from '../contract.ts'
import { createFaults } from './faults.ts'
import { type Limits, type Resource, tooFast } from './limits.ts'
import { Refusal, type Reply, type Request, refusalReply } from './message.ts'
import type { Match } from './router.ts'
import { bodyOf, send } from './send.ts'

/** What every request passes. */
export interface PipelineParts {
  readonly token: string | undefined
  readonly limits: Limits
  readonly latency: number
  readonly faults: FaultPlan | undefined
  route(method: string, path: string): Match | undefined
  log(entry: RequestEntry): void
}

/** The way of a request: latency, faults, authentication, limits, route, ETag, answer, log. */
export interface Pipeline {
  answer(request: IncomingMessage, response: ServerResponse): void
  latency(milliseconds: number): void
  faults(plan: FaultPlan | undefined): void
}

export function createPipeline(parts: PipelineParts): Pipeline {
  let { latency } = parts
  let slow = parts.faults?.slow ?? 2000
  let fault = createFaults(parts.faults)

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', url: path = '/' } = message
    const match = parts.route(method, path.split('?')[0] ?? '')
    const entry = { method, path, template: match?.template ?? '*' }
    const bad = fault(`${method} ${entry.template}`)
    const body = await readBody(message)
    if (latency > 0) await wait(latency, undefined, { ref: false })
    if (bad === 'slow') await wait(slow, undefined, { ref: false })
    if (response.destroyed) return
    if (bad === 'drop' || bad === 'hang') {
      if (bad === 'drop') message.socket.resetAndDestroy()
      return parts.log({ ...entry, at: Date.now(), status: 0, bytes: 0 })
    }
    const reply = respond(message, match, bad, path, body)
    if (bad === 'lost') {
      message.socket.resetAndDestroy()
      return parts.log({ ...entry, at: Date.now(), status: 0, bytes: 0 })
    }
    const bytes = send(response, reply, bad === 'cut' || bad === 'garbage' ? bad : undefined)
    parts.log({ ...entry, at: Date.now(), status: bad === 'cut' ? 0 : reply.status, bytes })
  }

  function respond(
    message: IncomingMessage,
    match: Match | undefined,
    bad: FaultKind | undefined,
    path: string,
    body: string,
  ): Reply {
    if (bad === '429') return tooFast()
    if (bad === '500') return refusalReply(new Refusal(500, 'Server Error'))
    if (bad === '503') return { status: 503, headers: { 'Content-Type': 'text/html' }, text: '<html>Unicorn!</html>' }
    const token = /^(?:token|bearer) (.+)$/i.exec(message.headers.authorization ?? '')?.[1]
    const isRefused = token === undefined || (parts.token !== undefined && token !== parts.token)
    if (bad === '401' || isRefused) return refusalReply(new Refusal(401, 'Bad credentials'))
    const resource: Resource = match?.template === '/graphql' ? 'graphql' : 'core'
    const refused = parts.limits.refuse(resource)
    if (refused) return refused
    const reply = match ? run(match, message, path, body) : refusalReply(new Refusal(404, 'Not Found'))
    const tagged = withEtag(reply, message, token, path)
    const cost = tagged.status === 304 ? 0 : (reply.cost ?? 1)
    return { ...tagged, headers: { ...parts.limits.charge(resource, cost), ...tagged.headers } }
  }

  return {
    answer(message, response) {
      response.on('error', () => {})
      handle(message, response).catch(() => response.destroy())
    },
    latency(milliseconds) {
      latency = milliseconds
    },
    faults(plan) {
      fault = createFaults(plan)
      slow = plan?.slow ?? 2000
    },
  }
}

function run(match: Match, message: IncomingMessage, path: string, body: string): Reply {
  try {
    const request: Request = {
      method: message.method ?? 'GET',
      path,
      params: match.params,
      query: new URLSearchParams(path.split('?')[1] ?? ''),
      body: body === '' ? undefined : parse(body),
      headers: message.headers,
    }
    return match.handler(request)
  } catch (error) {
    return refusalReply(error instanceof Refusal ? error : new Refusal(500, `The emulator failed: ${String(error)}`))
  }
}

/** The version of an answer to a GET, for this token and address; 304 when the client has it. */
function withEtag(reply: Reply, { method, headers }: IncomingMessage, token: string | undefined, path: string): Reply {
  if (method !== 'GET' || reply.status !== 200) return reply
  const version = createHash('sha1').update(`${token}\n${path}\n`).update(bodyOf(reply)).digest('hex')
  const etag = `W/"${version}"`
  const tagged = { ...reply, headers: { ETag: etag, 'Cache-Control': 'private, max-age=60', ...reply.headers } }
  return headers['if-none-match'] === etag ? { status: 304, headers: tagged.headers } : tagged
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, 'Problems parsing JSON')
  }
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
