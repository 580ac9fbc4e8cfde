import { type Call, isSourceError, SourceError } from 'issuefs/source'
import { EXPLAINED, notJson, problem } from './client/problem.ts'
import { isObject, type JsonObject } from './model/json.ts'

/** Where Redmine is and who asks. */
export interface Address {
  /** Without a slash at its end. */
  readonly url: string
  readonly key: string | undefined
}

export type Parameters = readonly (readonly [name: string, value: string])[]

/** How often a request is sent when its answer breaks off: `call.fetch` repeats only what fails before that. */
const ATTEMPTS = 3

/** An answer, and when it was given. */
interface Timed {
  readonly json: JsonObject
  /** Milliseconds since 1970 by the server's clock, or by ours where it does not say. */
  readonly now: number
}

/** Reads one JSON answer. */
export async function ask(
  address: Address,
  call: Call,
  path: string,
  parameters: Parameters = [],
): Promise<JsonObject> {
  return (await askTimed(address, call, path, parameters)).json
}

/** Reads one JSON answer. Errors come with empty bodies or pages, whatever type they claim. */
export async function askTimed(
  address: Address,
  call: Call,
  path: string,
  parameters: Parameters = [],
): Promise<Timed> {
  const query = new URLSearchParams(parameters.map(([name, value]): [string, string] => [name, value])).toString()
  const url = `${address.url}${path}${query && `?${query}`}`
  for (let attempt = 1; ; attempt += 1) {
    const response = await call.fetch(url, { headers: headersOf(address), accept: EXPLAINED })
    const answer = await read(response, address)
    if ('json' in answer) return { ...answer, now: dateOf(response) }
    if (attempt === ATTEMPTS || call.signal.aborted) throw answer.broken
  }
}

function dateOf(response: Response): number {
  const date = Date.parse(response.headers.get('date') ?? '')
  return Number.isNaN(date) ? Date.now() : date
}

/** The header that carries the key; never the address, which is logged. */
export function headersOf({ key }: Address): Record<string, string> {
  return key === undefined ? {} : { 'X-Redmine-API-Key': key }
}

type Answer = { readonly json: JsonObject } | { readonly broken: SourceError }

async function read(response: Response, address: Address): Promise<Answer> {
  let text: string
  try {
    text = await response.text()
  } catch (thrown) {
    if (isSourceError(thrown)) return { broken: thrown }
    const sentence = `The connection to ${address.url} broke in the middle of an answer.`
    return { broken: new SourceError('offline', sentence, { cause: thrown }) }
  }
  if (response.status >= 400) throw problem(response, text, address)
  try {
    const json: unknown = JSON.parse(text)
    if (isObject(json)) return { json }
  } catch {}
  if (/^\s*</.test(text)) throw notJson(response.status, address)
  return { broken: notJson(response.status, address) }
}
