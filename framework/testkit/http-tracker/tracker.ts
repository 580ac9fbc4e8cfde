import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type ServedCollection, serveCollection } from './collection.ts'
import type {
  AnyCollection,
  CollectionDescription,
  Collections,
  Fault,
  Json,
  RunningHttpTracker,
  TrackerAnswer,
  TrackerBehaviour,
  TrackerDescription,
  TrackerRequest,
} from './contract.ts'
import { pathPattern } from './path.ts'

/** When its clock starts, unless it has something newer: the same at each run, so that files are, too. */
const usualBeginning = Date.parse('2026-01-02T03:04:05Z')

/**
 * Starts a tracker on loopback from a description of what it has. Its listings come in pages, its answers carry ETags, and it
 * can be slow, limited or broken. It ends with `close()`.
 *
 * @example
 * const notes = collection({ list: '/notes', one: '/notes/{id}', items: [{ id: 1, title: 'Buy milk' }] })
 * await using server = await tracker({ collections: { notes } })
 * const response = await fetch(`${server.url}/notes/1`)
 * server.collections.notes.edit({ id: 1 }, { title: 'Buy bread' })
 */
export async function tracker<const C extends Collections>(
  description: TrackerDescription<C>,
): Promise<RunningHttpTracker<C>> {
  let ahead = 0
  const beginning = Math.max(usualBeginning, ...Object.values(description.collections).map(latestChange))
  const now = (): string => new Date(beginning + ahead).toISOString().replace('.000Z', 'Z')
  const clock = (): string => {
    ahead += behaviour.tick
    return now()
  }
  const behaviour: TrackerBehaviour = { latency: 0, perSecond: undefined, tick: 1000, fault: undefined }
  const { paging = {}, token } = description
  const collections: Record<string, ServedCollection<object>> = {}
  for (const [name, each] of Object.entries(description.collections))
    collections[name] = serveCollection(each as CollectionDescription<object>, paging, clock)
  const routes = Object.entries(description.routes ?? {}).map(([route, work]) => {
    const [method, path] = route.split(' ') as [string, string]
    return { method, path: pathPattern(path), work }
  })
  const log: string[] = []
  const isAllowed = createLimit(behaviour)

  function answerOf(request: TrackerRequest, url: URL): TrackerAnswer {
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`)
      return { status: 401, body: { error: 'Who are you?' } }
    for (const { method, path, work } of routes) {
      const parameters = method === request.method ? path.match(url.pathname) : undefined
      if (parameters)
        return (
          work({ ...request, parameters, query: url.searchParams }, running) ?? {
            status: 404,
            body: { error: 'Nothing.' },
          }
        )
    }
    for (const each of Object.values(collections)) {
      const answer = each.answer({ ...request, query: url.searchParams, url })
      if (answer) return answer
    }
    return { status: 404, body: { error: 'There is nothing here.' } }
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming)
    const url = new URL(incoming.url ?? '/', address())
    const headers = incoming.headers as TrackerRequest['headers']
    const request = { method: incoming.method ?? 'GET', path: url.pathname + url.search, headers, body }
    const say = (outcome: string | number): void => void log.push(`${request.method} ${request.path} ${outcome}`)
    if (behaviour.latency > 0) await sleep(behaviour.latency)
    const fault: Fault | undefined = isAllowed()
      ? behaviour.fault?.(request)
      : { status: 429, headers: { 'retry-after': '1' }, body: { error: 'Too many requests.' } }
    if (fault === 'silent') return say(fault)
    const answer = typeof fault === 'object' ? fault : fault === 'cut before' ? undefined : answerOf(request, url)
    if (typeof fault === 'string' || !answer) {
      say(fault === 'cut after' ? fault : 'cut before')
      return void incoming.socket.destroy()
    }
    outgoing.setHeader('date', new Date(now()).toUTCString())
    say(give(request, answer, outgoing))
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve))
  const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = (): Promise<void> =>
    new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  const running: RunningHttpTracker<C> = {
    url: address(),
    collections: collections as unknown as RunningHttpTracker<C>['collections'],
    behaviour,
    log,
    now,
    close,
    [Symbol.asyncDispose]: close,
  }
  return running
}

function latestChange({ items = [], changed = '' }: AnyCollection): number {
  const times = items.map(item => Date.parse(String((item as Json)[changed])))
  return Math.max(0, ...times.filter(time => !Number.isNaN(time)))
}

/** Writes an answer, with an ETag for what was read. Gives its status. */
function give(
  request: TrackerRequest,
  { status = 200, headers = {}, body }: TrackerAnswer,
  to: ServerResponse,
): number {
  const text = body === undefined ? '' : JSON.stringify(body)
  const own: Record<string, string> = text ? { 'content-type': 'application/json' } : {}
  if (request.method === 'GET' && status === 200) {
    own.etag = `W/"${createHash('sha256').update(text).digest('hex').slice(0, 16)}"`
    if (request.headers['if-none-match'] === own.etag) {
      to.writeHead(304, { ...headers, etag: own.etag }).end()
      return 304
    }
  }
  to.writeHead(status, { ...own, ...headers }).end(text)
  return status
}

async function bodyOf(incoming: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = []
  for await (const part of incoming) parts.push(part as Buffer)
  const text = Buffer.concat(parts).toString()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Whether one more request is within the limit of this second. */
function createLimit(behaviour: TrackerBehaviour): () => boolean {
  let second = 0
  let count = 0
  return () => {
    const present = Math.floor(Date.now() / 1000)
    if (present !== second) count = 0
    second = present
    return behaviour.perSecond === undefined || ++count <= behaviour.perSecond
  }
}
