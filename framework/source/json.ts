import type { Call, FetchInit } from './call.ts'
import { isSourceError, SourceError } from './error.ts'

/**
 * Asks for JSON.
 *
 * @throws SourceError what `call.fetch` throws, and `unexpected` when the answer is no JSON
 * @example const { items } = await json<Listed>(call, `${url}/issues?page=2`, { headers })
 */
export async function json<T>(call: Call, url: string | URL, init?: FetchInit): Promise<T> {
  const response = await call.fetch(url, init)
  try {
    return (await response.json()) as T
  } catch (cause) {
    if (isSourceError(cause)) throw cause
    const { origin, pathname } = new URL(url)
    throw new SourceError('unexpected', `${origin}${pathname} did not answer with JSON.`, { cause })
  }
}
