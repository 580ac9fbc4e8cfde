/** A request that found its route. */
export interface Request {
  readonly method: string
  /** As asked, with the query. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Parsed JSON; `undefined` without a body. */
  readonly body: unknown
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/** An answer. `text` is sent as it is, `json` is printed; neither: an empty body. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
  /** What it costs of the primary limit. @default 1 */
  readonly cost?: number
}

export type Handler = (request: Request) => Reply

/** Method, path template and handler. */
export type Route = readonly [method: string, template: string, handler: Handler]

/** An answer other than the expected one, thrown from anywhere in a handler. */
export class Refusal extends Error {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly more: Readonly<Record<string, unknown>>
  constructor(
    status: number,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message)
    this.status = status
    this.headers = headers
    this.more = more
  }
}

/** GitHub's error shape. */
export function refusalReply({ status, message, headers, more }: Refusal): Reply {
  const json = { message, ...more, documentation_url: 'https://docs.github.com/rest', status: String(status) }
  return { status, headers, json }
}

/** A whole number out of a query; `fallback` when it is missing or nonsense. */
export function wholeNumber(value: unknown, fallback: number): number {
  const number = value === undefined || value === null || value === '' ? fallback : Number(value)
  return Number.isInteger(number) ? number : fallback
}
