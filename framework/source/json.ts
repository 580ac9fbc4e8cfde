import type { Call, FetchInit } from './call.ts'
import { isSourceError, SourceError } from './error.ts'

/** What `json` takes beside what `call.fetch` takes. */
export interface JsonInit extends FetchInit {
  /** Added to the query of the address. What is undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>
}

/**
 * Asks for JSON. The type is what you say it is: nothing is checked.
 *
 * @throws SourceError what `call.fetch` throws, and `unexpected` when the answer is no JSON
 * @example
 * const { items } = await json<{ items: string[] }>(call, `${url}/projects`, { headers, query: { page: 2 } })
 */
export async function json<T>(call: Call, url: string | URL, { query, ...init }: JsonInit = {}): Promise<T> {
  const response = await call.fetch(query === undefined ? url : withQuery(url, query), init)
  try {
    return (await response.json()) as T
  } catch (cause) {
    if (isSourceError(cause)) throw cause
    const { origin, pathname } = new URL(url)
    throw new SourceError('unexpected', `${origin}${pathname} did not answer with JSON.`, { cause })
  }
}

/** What is no address is left as it is, for `call.fetch` to refuse. */
function withQuery(url: string | URL, query: NonNullable<JsonInit['query']>): string | URL {
  const address = URL.parse(String(url))
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) address?.searchParams.set(name, String(value))
  }
  return address ?? url
}
