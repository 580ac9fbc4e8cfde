import type { User } from '../data/model.ts'

/** A request that found its route. */
export interface Call {
  readonly method: string
  readonly params: Readonly<Record<string, string>>
  /** The query, and for writes what the body says besides. */
  readonly query: URLSearchParams
  /** Parsed JSON; empty without a body. */
  readonly body: Readonly<Record<string, unknown>>
  /** `undefined`: nobody is logged in. */
  readonly user: User | undefined
}

/** An answer. `text` is sent as it is, `json` is printed. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
  readonly bytes?: Buffer
}

export type Handler = (call: Call) => Reply

/** Method, path template and handler. */
export type Route = readonly [method: string, template: string, handler: Handler]

/** Bugzilla's refusal, thrown from anywhere in a handler. */
export class Refusal extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** The HTTP statuses of codes, as Bugzilla::WebService::Constants maps them; all others are 400. */
const STATUSES: Readonly<Record<number, number>> = {
  51: 404,
  100: 404,
  101: 404,
  102: 401,
  106: 401,
  109: 401,
  113: 401,
  115: 401,
  120: 401,
  300: 401,
  410: 401,
  32614: 404,
}

/** Bugzilla's error shape. */
export function refusalReply({ code, message }: Refusal): Reply {
  const documentation = 'https://bugzilla.readthedocs.org/en/5.0/api/'
  return { status: STATUSES[code] ?? 400, json: { code, documentation, error: true, message } }
}

export function ok(json: unknown, status = 200): Reply {
  return { status, json }
}
