import type { Call } from 'issuefs/source'
import { type Address, headersOf } from '../client.ts'
import { isObject, type JsonObject } from '../model/json.ts'
import { EXPLAINED, problem } from './problem.ts'

/** A request that changes something. */
export interface Sending {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  /** With its query, if it has one. */
  readonly path: string
  /** JSON, or bytes. */
  readonly body?: JsonObject | Uint8Array
  /** Whether it may be sent twice. @default false */
  readonly safe?: boolean
  /** What it is for, where the account has no right to it: `add notes`. */
  readonly purpose: string
  /** Statuses that are as good as success. @default none */
  readonly accept?: readonly number[]
}

/** Sends a change; gives the answer's JSON, `{}` for an empty one. Throws what Redmine says against it. */
export async function send(address: Address, call: Call, sending: Sending): Promise<JsonObject> {
  const { method, path, body, safe = false, purpose, accept = [] } = sending
  const isBytes = body instanceof Uint8Array
  const type = isBytes ? 'application/octet-stream' : 'application/json'
  const response = await call.fetch(`${address.url}${path}`, {
    method,
    headers: { ...headersOf(address), ...(body && { 'Content-Type': type }) },
    ...(body && { body: isBytes ? body : JSON.stringify(body) }),
    accept: [...EXPLAINED, ...accept],
    safe,
  })
  const text = await response.text()
  if (response.status >= 400 && !accept.includes(response.status)) throw problem(response, text, address, purpose)
  try {
    const json: unknown = JSON.parse(text)
    return isObject(json) ? json : {}
  } catch {
    return {}
  }
}
