import type { Emulator } from './contract.ts'

/** A small client for the emulator's own tests: JSON in and out, with the key as a parameter. */
export function createClient({ url, env }: Emulator) {
  const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const address = new URL(`/rest/${path}`, url)
    if (!address.searchParams.has('api_key')) address.searchParams.set('api_key', env.BUGZILLA_API_KEY!)
    const sent = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }
    const response = await fetch(address, { method, headers, ...sent })
    const text = await response.text()
    // biome-ignore lint/suspicious/noExplicitAny: answers are checked by the tests themselves
    return { status: response.status, headers: response.headers, json: (text === '' ? {} : JSON.parse(text)) as any }
  }
  return {
    ask,
    get: (path: string, headers: Record<string, string> = {}) => ask('GET', path, undefined, headers),
    anonymous: async (path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(new URL(`/rest/${path}`, url), { headers })
      // biome-ignore lint/suspicious/noExplicitAny: answers are checked by the tests themselves
      return { status: response.status, json: (await response.json()) as any }
    },
  }
}
