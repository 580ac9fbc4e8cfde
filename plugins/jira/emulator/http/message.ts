/** A request that found its route. */
export interface Call {
  readonly method: string
  /** As asked, with the query. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Parsed JSON; `undefined` without a body. */
  readonly body: unknown
  /** The body as it came. */
  readonly bytes: Buffer
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/** An answer. `text` is sent as it is, `json` is printed; neither: an empty body. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
  readonly bytes?: Buffer
}

export type Handler = (call: Call) => Reply

/** Method, path template and handler. `{api}` matches the versions the flavour serves. */
export type Route = readonly [method: string, template: string, handler: Handler]

/** An answer other than the expected one, thrown from anywhere in a handler. */
export class Refusal extends Error {
  readonly status: number
  readonly errors: Readonly<Record<string, string>>
  readonly messages: readonly string[]
  constructor(status: number, messages: readonly string[], errors: Readonly<Record<string, string>> = {}) {
    super([...messages, ...Object.values(errors)].join(' '))
    this.status = status
    this.messages = messages
    this.errors = errors
  }
}

/** Jira's error shape. */
export function refusalReply(refusal: Refusal): Reply {
  return { status: refusal.status, json: { errorMessages: refusal.messages, errors: refusal.errors } }
}

/** A printed answer with status 200. */
export function ok(json: unknown): Reply {
  return { status: 200, json }
}

/** A whole number out of a query or body; `fallback` when it is missing or nonsense. */
export function wholeNumber(value: unknown, fallback: number): number {
  if (value === undefined || value === null || value === '') return fallback
  const number = Number(value)
  return Number.isInteger(number) ? number : fallback
}

/** A query as the body of the same search by POST; repeated parameters are joined by commas. */
export function queryInput(query: URLSearchParams): Readonly<Record<string, string>> {
  return Object.fromEntries([...new Set(query.keys())].map(name => [name, query.getAll(name).join(',')]))
}

/** A list out of a query (`a,b`) or body (array). */
export function listOf(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null || value === '') return undefined
  return (Array.isArray(value) ? value : [value])
    .flatMap(part => String(part).split(','))
    .map(part => part.trim())
    .filter(part => part !== '')
}
