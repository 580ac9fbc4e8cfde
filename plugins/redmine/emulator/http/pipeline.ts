import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { FaultKind, FaultPlan, RequestEntry } from '../contract.ts'
import type { User } from '../data/model.ts'
import { createFaults } from './faults.ts'
import { Refusal, type Reply, type Request } from './message.ts'
import { tooMany } from './rate.ts'
import type { Match } from './router.ts'
import { send } from './send.ts'

/** What every request passes. */
export interface PipelineParts {
  readonly latency: number
  readonly faults: FaultPlan | undefined
  /** The 429 of a request too many. */
  refused(): Reply | undefined
  userOf(key: string): User | undefined
  route(method: string, path: string): Match | undefined
  log(entry: RequestEntry): void
  /** Milliseconds of the server's clock. */
  now(): number
}

/** The way of a request: latency, faults, rate, route, answer, log. */
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
    const template = match?.template ?? '*'
    const entry = { method, path, template }
    const bad = fault(`${method} ${template}`)
    const bytes = await readBody(request)
    if (latency > 0) await wait(latency, undefined, { ref: false })
    if (bad === 'slow') await wait(slow, undefined, { ref: false })
    if (response.destroyed) return
    if (bad === 'hang' || bad === 'drop') {
      if (bad === 'drop') request.socket.resetAndDestroy()
      return parts.log({ ...entry, at: Date.now(), status: 0, bytes: 0 })
    }
    const reply = parts.refused() ?? failed(bad) ?? respond(match, () => requestOf(request, match, path, bytes))
    response.setHeader('Date', new Date(parts.now()).toUTCString())
    const sent = send(response, reply, bad === 'cut' || bad === 'garbage' ? bad : undefined)
    parts.log({ ...entry, at: Date.now(), status: bad === 'cut' ? 0 : reply.status, bytes: sent })
  }

  function requestOf(request: IncomingMessage, match: Match | undefined, path: string, bytes: Buffer): Request {
    const query = new URLSearchParams(path.split('?')[1] ?? '')
    const key = [request.headers['x-redmine-api-key']].flat()[0] ?? query.get('key') ?? ''
    const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase()
    return {
      params: match?.params ?? {},
      query,
      body: type === 'application/json' ? jsonOf(bytes) : {},
      bytes,
      type,
      user: key ? parts.userOf(key) : undefined,
      hasKey: key !== '',
      origin: `http://${request.headers.host}`,
    }
  }
}

function respond(match: Match | undefined, request: () => Request): Reply {
  if (!match)
    return { status: 404, headers: { 'Content-Type': 'text/html' }, text: '<!DOCTYPE html><h1>Page not found</h1>' }
  try {
    return match.handler(request())
  } catch (error) {
    if (!(error instanceof Refusal)) return { status: 500, text: `The emulator failed: ${String(error)}` }
    return { status: error.status, ...(error.errors && { json: { errors: error.errors } }) }
  }
}

function jsonOf(bytes: Buffer): Readonly<Record<string, unknown>> {
  if (bytes.length === 0) return {}
  try {
    return JSON.parse(bytes.toString()) as Readonly<Record<string, unknown>>
  } catch {
    throw new Refusal(400)
  }
}

function failed(bad: FaultKind | undefined): Reply | undefined {
  if (bad === '401') return { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="Redmine API"' } }
  if (bad === '429') return tooMany(1)
  if (bad === '500') return { status: 500, headers: { 'Content-Type': 'text/html' }, text: '<h1>Internal error</h1>' }
  if (bad === '503') return { status: 503, headers: { 'Content-Type': 'text/html' }, text: '<html>Unavailable</html>' }
  return undefined
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks)
}
