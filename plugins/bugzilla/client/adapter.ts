import { type Call, isSourceError, SourceError } from 'issuefs/source'
import { type Asked, EXPLAINED, elsewhere, isRefused, notJson, problem } from './problem.ts'

/** What is used of a request of axios, the HTTP library inside the package `bugzilla`. */
export interface AdapterRequest {
  readonly url?: string
  /** @default 'get' */
  readonly method?: string
  /** JSON, for what writes. */
  readonly data?: string
}

/** What axios wants back. */
export interface AdapterResponse {
  readonly data: unknown
  readonly status: number
  readonly statusText: string
  readonly headers: Readonly<Record<string, string>>
  readonly config: AdapterRequest
}

/** How the key travels: stock servers read only the parameter, bugzilla.mozilla.org wants the header. */
export type Signature = { readonly by: 'parameter' | 'header'; readonly key: string } | { readonly by: 'nothing' }

export interface AdapterOptions extends Asked {
  readonly signature: Signature
  /** Milliseconds until an attempt is given up. */
  readonly timeout: number
  /** Told of the server's clock at the time of the question: milliseconds since 1970, never too late. */
  clock(now: number): void
}

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/** How often a request is sent when its answer breaks off: `call.fetch` repeats only what fails before that. */
const ATTEMPTS = 3

/**
 * Sends the requests of the package through `call.fetch`. Whatever goes wrong is a `SourceError`. A POST makes something:
 * it is sent once. A PUT sets values: it may be sent again.
 */
export function callAdapter(
  call: Call,
  options: AdapterOptions,
): (request: AdapterRequest) => Promise<AdapterResponse> {
  return async request => {
    const method = (request.method ?? 'get').toUpperCase()
    const isSafe = method !== 'POST'
    const { url, headers, body } = signed(request, options.signature)
    const send = async () => {
      const asked = performance.now()
      const response = await call.fetch(url, {
        method,
        headers: { Accept: 'application/json', ...headers },
        ...(body !== undefined && { body }),
        safe: isSafe,
        accept: [...EXPLAINED, ...REDIRECTS],
        timeout: options.timeout,
      })
      if (REDIRECTS.includes(response.status)) {
        await response.body?.cancel()
        throw elsewhere(response.headers.get('location'), options)
      }
      const date = Date.parse(response.headers.get('date') ?? '')
      if (!Number.isNaN(date)) options.clock(date - Math.ceil(performance.now() - asked))
      return { response, data: await bodyOf(response, options) }
    }
    const { response, data } = await repeated(send, isSafe ? ATTEMPTS : 1)
    const { status, statusText } = response
    if (isRefused(status, data)) throw problem(status, data, options)
    return { data, status, statusText, headers: {}, config: request }
  }
}

/** What writes carries the key of a stock server in its JSON, so that it stands in no log. */
function signed({ url: address = '', data }: AdapterRequest, signature: Signature) {
  const url = new URL(address)
  const isParameter = signature.by === 'parameter'
  if (isParameter && data === undefined) url.searchParams.set('api_key', signature.key)
  const headers: Readonly<Record<string, string>> = {
    ...(signature.by === 'header' && { 'X-BUGZILLA-API-KEY': signature.key }),
    ...(data !== undefined && { 'Content-Type': 'application/json' }),
  }
  const body = isParameter && data ? JSON.stringify({ ...JSON.parse(data), api_key: signature.key }) : data
  return { url, headers, body }
}

async function repeated<T>(send: () => Promise<T>, attempts: number): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (attempts > 1 && error instanceof BrokenAnswer) return repeated(send, attempts - 1)
    throw error instanceof BrokenAnswer ? error.cause : error
  }
}

/** The JSON of an answer. An error may come as a page: then it has no words. */
async function bodyOf(response: Response, asked: Asked): Promise<unknown> {
  const text = await response.text().catch(thrown => {
    throw new BrokenAnswer(isSourceError(thrown) ? thrown : brokenConnection(thrown, asked))
  })
  try {
    return JSON.parse(text)
  } catch {
    if (response.status >= 400) return undefined
    const error = notJson(asked)
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
