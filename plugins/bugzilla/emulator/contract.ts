/** What an emulator of a tracker offers to the command `emulate` and to tests. */

/** The failures an emulator can be told to show. */
export type FaultKind =
  /** 429; `Retry-After: 1`. */
  | '429'
  /** 500 with the tracker's error shape. */
  | '500'
  /** 503 with an HTML page, as a proxy in front of the tracker answers. */
  | '503'
  /** The refusal of a revoked key (HTTP 400, code 306). */
  | '401'
  /** The request is carried out, then the connection breaks in the middle of the answer. */
  | 'cut'
  /** The connection breaks before the request is carried out. */
  | 'drop'
  /** The request is carried out, and the connection breaks before a byte of the answer. */
  | 'lost'
  /** The answer comes `slow` milliseconds late. */
  | 'slow'
  /** The answer never comes; the connection stays open. */
  | 'hang'
  /** 200 with half a JSON document. */
  | 'garbage'

/** Which requests fail, and how. */
export interface FaultPlan {
  /** Share of requests that fail, 0 to 1. */
  readonly rate: number
  /** @default every kind but `hang`, `lost` and `401` */
  readonly kinds?: readonly FaultKind[]
  /** @default 1 */
  readonly seed?: number
  /** Only requests whose `METHOD /path-template` contains this text. @default all */
  readonly only?: string
  /** Stop after so many failures. @default no end */
  readonly times?: number
  /** Delay of the kind `slow`, in milliseconds. @default 2000 */
  readonly slow?: number
}

/** The options every tracker's emulator understands. */
export interface CommonOptions {
  /** Port on 127.0.0.1; 0 takes a free one. @default 0 */
  readonly port?: number
  /** Number of generated issues. @default 100, or 0 when `load` is given */
  readonly issues?: number
  /** Names of the generated products. @default ['Demo'] */
  readonly projects?: readonly string[]
  /** Files of issue objects, one per line, plain or gzip. */
  readonly load?: string | readonly string[]
  /** Seed of the generated data: the same seed gives the same data. @default 1 */
  readonly seed?: number
  /** Delay of each answer in milliseconds. @default 0 */
  readonly latency?: number
  /** Requests allowed per second; more are answered 429. @default no limit */
  readonly rate?: number
  /** Requests allowed at once before `rate` bites. @default the rate, at least 1 */
  readonly burst?: number
  /** The only accepted API key. @default any key; without one, the anonymous read what is public */
  readonly token?: string
  readonly faults?: FaultPlan
}

/** One answered request. `path` carries the query string. */
export interface RequestEntry {
  readonly at: number
  readonly method: string
  readonly path: string
  readonly template: string
  /** 0: the connection was broken instead of an answer. */
  readonly status: number
  readonly bytes: number
}

/** What was asked so far. */
export interface RequestLog {
  readonly total: number
  /** Answers by `METHOD /path-template`; unknown paths count as `METHOD *`. */
  readonly counts: Readonly<Record<string, number>>
  /** The last 1,000, oldest first. */
  readonly recent: readonly RequestEntry[]
  reset(): void
}

/** Changes behind the back of the clients, and faults while running. Keys and ids name issues. */
export interface Control {
  /** Sets fields as another user would; values as the REST API takes them. */
  edit(key: string, fields: Readonly<Record<string, unknown>>): void
  /** Adds a comment; gives its id. */
  comment(key: string, body: unknown, author?: string): string
  /** Creates an issue; gives its key. */
  create(project: string, fields: Readonly<Record<string, unknown>>): string
  remove(key: string): void
  /** Moves an issue; gives its new key. */
  move(key: string, toProject: string): string
  faults(plan: FaultPlan | undefined): void
  latency(milliseconds: number): void
  /** Offline: the port stays, each connection is broken at once. */
  offline(state: boolean): void
  /** Milliseconds of the server's clock. */
  now(): number
}

/** A running emulator. */
export interface Emulator {
  readonly url: string
  /** Environment variables that point a client here. */
  readonly env: Readonly<Record<string, string>>
  /** One line: what it holds. */
  readonly summary: string
  readonly requests: RequestLog
  readonly control: Control
  /** Ends the server and every open connection. */
  close(): Promise<void>
}

/** How a tracker's emulator is started. */
export type Emulate<Options extends CommonOptions = CommonOptions> = (options: Options) => Promise<Emulator>
