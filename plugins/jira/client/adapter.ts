import { type Call, isSourceError, SourceError } from 'issuefs/source'
import { type Asked, EXPLAINED, notJson, problem, strangersProblem } from './problem.ts'

/** What is used of a request of axios, the HTTP library inside jira.js. */
export interface AdapterRequest {
  readonly baseURL?: string
  readonly url?: string
  readonly method?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly paramsSerializer?: { readonly serialize?: (params: Readonly<Record<string, unknown>>) => string }
  readonly headers?: { toJSON?(): Readonly<Record<string, unknown>> }
  readonly data?: unknown
}

/** What axios wants back. */
export interface AdapterResponse {
  readonly data: unknown
  readonly status: number
  readonly statusText: string
  readonly headers: Readonly<Record<string, string>>
  readonly config: AdapterRequest
}

/** POSTs that only read, or that make nothing twice (a link that is there, a place in a sprint). */
const REPEATABLE =
  /\/(?:search|search\/jql|search\/approximate-count|issue\/bulkfetch|changelog\/bulkfetch|comment\/list|issueLink|(?:sprint\/\d+|backlog)\/issue)$/

/** How often a repeatable request is sent when its answer breaks off: `call.fetch` repeats only what fails before that. */
const ATTEMPTS = 3

/** Sends the requests of jira.js through `call.fetch`. Whatever goes wrong is a `SourceError`. */
export function callAdapter(call: Call, asked: Asked): (request: AdapterRequest) => Promise<AdapterResponse> {
  return async request => {
    const method = (request.method ?? 'GET').toUpperCase()
    // Every PUT of ours sets values, and what is deleted is gone.
    const safe = method !== 'POST' || REPEATABLE.test(request.url ?? '')
    const send = async () => {
      const response = await call.fetch(addressOf(request), {
        method,
        headers: headersOf(request),
        accept: EXPLAINED,
        safe,
        ...(request.data !== undefined && request.data !== null && { body: String(request.data) }),
      })
      return { response, data: await bodyOf(response, asked) }
    }
    const { response, data } = await repeated(send, safe ? ATTEMPTS : 1)
    const strange = strangersProblem(response.headers, asked)
    if (strange) throw strange
    if (response.status >= 400) throw problem(response.status, data, response.headers, asked)
    const { status, statusText } = response
    return { data, status, statusText, headers: Object.fromEntries(response.headers), config: request }
  }
}

async function repeated<T>(send: () => Promise<T>, attempts: number): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (attempts > 1 && error instanceof BrokenAnswer) return repeated(send, attempts - 1)
    throw error instanceof BrokenAnswer ? error.cause : error
  }
}

function addressOf({ baseURL = '', url = '', params = {}, paramsSerializer }: AdapterRequest): string {
  const query = paramsSerializer?.serialize?.(params) ?? ''
  return `${baseURL.replace(/\/+$/, '')}${url}${query && `?${query}`}`
}

function headersOf({ headers }: AdapterRequest): Record<string, string> {
  const given = Object.entries(headers?.toJSON?.() ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' && name.toLowerCase() !== 'accept' ? [[name, value] as const] : [],
  )
  return { ...Object.fromEntries(given), Accept: 'application/json' }
}

/** The JSON of an answer, `undefined` for an empty one. An error may come as a page: then it has no words. */
async function bodyOf(response: Response, asked: Asked): Promise<unknown> {
  const text = await response.text().catch(thrown => {
    throw new BrokenAnswer(isSourceError(thrown) ? thrown : brokenConnection(thrown, asked))
  })
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    if (response.status >= 400) return undefined
    const error = notJson(response.status, asked)
    throw /^\s*</.test(text) ? error : new BrokenAnswer(error)
  }
}

function brokenConnection(cause: unknown, { site }: Asked): SourceError {
  return new SourceError('offline', `The connection to ${site} broke in the middle of an answer.`, { cause })
}

/** Half an answer: asking again may help. */
class BrokenAnswer extends Error {
  override readonly cause: SourceError

  constructor(cause: SourceError) {
    super(cause.message)
    this.cause = cause
  }
}
