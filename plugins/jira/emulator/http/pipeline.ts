import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { FaultKind, FaultPlan, RequestEntry } from '../contract.ts'
import type { Flavour } from '../options.ts'
import { anonymous, isPublic } from './anonymous.ts'
import { authenticate, unauthorized } from './authentication.ts'
import { createFaults } from './faults.ts'
import { type Call, Refusal, type Reply, refusalReply } from './message.ts'
import { type RateLimit, tooMany } from './rate.ts'
import type { Match } from './router.ts'
import { send } from './send.ts'

/** What every request passes. */
export interface PipelineParts {
  readonly flavour: Flavour
  readonly token: string | undefined
  readonly rate: RateLimit
  readonly latency: number
  readonly faults: FaultPlan | undefined
  route(method: string, path: string): Match | undefined
  log(entry: RequestEntry): void
}

/** The way of a request: latency, faults, authentication, rate, route, answer, log. */
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
    const [pathname = '/'] = path.split('?')
    const match = parts.route(method, pathname)
    const template = match?.template ?? '*'
    const entry = { method, path, template }
    const bad = fault(`${method} ${template}`)
    const bytes = await readBody(request)
    if (latency > 0) await wait(latency, undefined, { ref: false })
    if (bad === 'slow') await wait(slow, undefined, { ref: false })
    if (response.destroyed) return
    if (bad === 'hang') return parts.log({ ...entry, at: Date.now(), status: 0, bytes: 0 })
    if (bad === 'drop') {
      request.socket.resetAndDestroy()
      return parts.log({ ...entry, at: Date.now(), status: 0, bytes: 0 })
    }
    const reply = respond(request, match, bad, entry, bytes)
    const sent = send(response, reply, bad === 'cut' || bad === 'garbage' ? bad : undefined)
    parts.log({ ...entry, at: Date.now(), status: bad === 'cut' ? 0 : reply.status, bytes: sent })
  }

  function respond(
    request: IncomingMessage,
    match: Match | undefined,
    bad: FaultKind | undefined,
    { method, path }: Pick<RequestEntry, 'method' | 'path'>,
    bytes: Buffer,
  ): Reply {
    if (match?.template.startsWith('/media/') && match.handler) {
      return guarded(match.handler, call(request, match, method, path, bytes))
    }
    const { headers, refused } = parts.rate.take()
    if (refused) return refused
    if (bad === '401') return unauthorized(parts.flavour)
    if (bad === '429') return tooMany(parts.flavour, 100, 100, 1)
    if (bad === '500') return refusalReply(new Refusal(500, ['Internal server error']))
    if (bad === '503')
      return { status: 503, headers: { 'Content-Type': 'text/html' }, text: '<html>Unavailable</html>' }
    const denied = authenticate(parts.flavour, request.headers.authorization, parts.token)
    const isStranger = parts.flavour === 'cloud' && request.headers.authorization !== undefined
    if (denied && !(isStranger && match && isPublic(match.template)))
      return (isStranger && match && anonymous(match.template)) || denied
    const reply = match?.handler
      ? guarded(match.handler, call(request, match, method, path, bytes))
      : unknown(parts.flavour, path, match !== undefined)
    return { ...reply, headers: { ...headers, ...reply.headers } }
  }
}

function call(request: IncomingMessage, match: Match, method: string, path: string, bytes: Buffer): () => Call {
  return () => ({
    method,
    path,
    params: match.params,
    query: new URLSearchParams(path.split('?')[1] ?? ''),
    body: isJson(request, bytes) ? parseBody(bytes.toString('utf8')) : undefined,
    bytes,
    headers: request.headers,
  })
}

function guarded(handler: (call: Call) => Reply, make: () => Call): Reply {
  try {
    return handler(make())
  } catch (error) {
    if (error instanceof Refusal) return refusalReply(error)
    return { status: 500, json: { errorMessages: [`The emulator failed: ${String(error)}`], errors: {} } }
  }
}

function isJson(request: IncomingMessage, bytes: Buffer): boolean {
  return bytes.length > 0 && (request.headers['content-type'] ?? '').startsWith('application/json')
}

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal(400, ['There was an error parsing JSON. Check that your request body is valid.'])
  }
}

function unknown(flavour: Flavour, path: string, otherMethod: boolean): Reply {
  const status = otherMethod ? 405 : 404
  const message = otherMethod ? 'Method not allowed' : `null for uri: ${path}`
  if (flavour === 'data-center') return { status, json: { message, 'status-code': status } }
  return { status, json: { errorMessages: [message], errors: {} } }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
