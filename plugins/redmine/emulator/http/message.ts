import type { User } from '../data/model.ts'

/** A request that found its route. */
export interface Request {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** What was sent as JSON; `{}` for everything else, which Redmine overlooks. */
  readonly body: Readonly<Record<string, unknown>>
  readonly bytes: Buffer
  /** Of what was sent, without parameters. */
  readonly type: string
  /** `undefined`: anonymous, also with a key that nobody has. */
  readonly user: User | undefined
  readonly hasKey: boolean
  readonly origin: string
}

/** An answer. `text` is sent as it is, `json` is printed; neither: an empty body that says it were JSON. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
  readonly text?: string
  readonly bytes?: Buffer
}

export type Handler = (request: Request) => Reply

/** Method, path template and handler. */
export type Route = readonly [method: string, template: string, handler: Handler]

/** An answer other than the expected one, thrown from anywhere in a handler. */
export class Refusal extends Error {
  readonly status: number
  readonly errors: readonly string[] | undefined
  constructor(status: number, errors?: readonly string[]) {
    super(errors?.join('; ') ?? `status ${status}`)
    this.status = status
    this.errors = errors
  }
}

export const NOTHING: Reply = { status: 204 }

export function ok(json: unknown): Reply {
  return { status: 200, json }
}
