import type { Rights } from './data/model.ts'

/** What an emulator of a tracker offers to the command `emulate` and to tests. */

/** The failures an emulator can be told to show. */
export type FaultKind =
  /** 429 with GitHub's words for its secondary limit; `Retry-After: 1`. */
  | '429'
  /** 500 with GitHub's error shape. */
  | '500'
  /** 503 with an HTML page, as GitHub shows when it is down. */
  | '503'
  /** 401, as if the token had been revoked. */
  | '401'
  /** The connection breaks in the middle of the answer. */
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
  /** Number of generated issues and pull requests. @default 100, or 0 when `load` is given */
  readonly issues?: number
  /** Names of the generated repositories. @default ['acme/demo'] */
  readonly projects?: readonly string[]
  /** Files of REST issue objects: a JSON list of `{ issue, comment? }`, plain or gzip. */
  readonly load?: string | readonly string[]
  /** Seed of the generated data: the same seed gives the same data. @default 1 */
  readonly seed?: number
  /** Delay of each answer in milliseconds. @default 0 */
  readonly latency?: number
  /** Requests allowed per second; more meet the secondary limit. @default no limit */
  readonly rate?: number
  /** Requests allowed at once before `rate` bites. @default the rate, at least 1 */
  readonly burst?: number
  /** The only accepted token. @default any token; none at all is still 401 */
  readonly token?: string
  readonly faults?: FaultPlan
}

/** Options of the GitHub emulator. */
export interface EmulatorOptions extends CommonOptions {
  /** Requests of REST, and points of GraphQL, in a window of the primary limits. @default 5000 */
  readonly hourly?: number
  /** Milliseconds of that window. @default 3600000 */
  readonly window?: number
  /** Fields of GraphQL that this server does not know yet, such as `Issue.issueType`. */
  readonly unknown?: readonly string[]
  /** Nodes that one query of GraphQL may ask for before it takes too long (502). @default no end */
  readonly mostNodes?: number
  /** Whether the token may read projects. @default true */
  readonly mayReadProjects?: boolean
  /** Where the types of issues can be listed. @default 'repository' */
  readonly types?: 'repository' | 'organization' | 'nowhere'
  /** The version of Enterprise Server, such as `3.17.4`. @default none: what GitHub runs itself */
  readonly version?: string
  /** Whether the token may read teams (the scope `read:org`). @default true */
  readonly mayReadTeams?: boolean
  /**
   * What the token may do: `admin` all, `write` all but deleting, `read` what anybody may (make issues and comments,
   * change one's own), `none` nothing but reading. @default 'admin'
   */
  readonly rights?: Rights
  /** Issues and comments that may be made within a second; more meet the secondary limit. @default no end */
  readonly creations?: number
  /** Milliseconds for which GraphQL shows what was before a write. @default 0 */
  readonly lag?: number
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

/** Changes behind the back of the clients, and faults while running. Keys are `acme/demo#12`. */
export interface Control {
  /** Sets fields as another user would; values as the REST API takes them. */
  edit(key: string, fields: Readonly<Record<string, unknown>>): void
  /** Adds a comment; gives its id. */
  comment(key: string, body: unknown, author?: string): string
  /** Creates an issue, or a pull request with `pull: true`; gives its key. */
  create(repository: string, fields: Readonly<Record<string, unknown>>): string
  remove(key: string): void
  /** Transfers an issue to another repository; gives its new key. */
  move(key: string, toRepository: string): string
  /** Adds a reaction, which moves no time. */
  react(key: string, content: string): void
  /** Adds a review with remarks; gives its id. */
  review(
    key: string,
    review: { readonly state: string; readonly body: string; readonly remarks?: readonly string[] },
  ): string
  /** Makes one issue the parent of another. */
  adopt(parent: string, child: string): void
  /** Lets one issue wait for another. */
  block(blocked: string, blocking: string): void
  /** Renames a repository; the old name redirects. */
  rename(repository: string, name: string): void
  /** Hides a repository from the token, or shows it again. */
  hide(repository: string, hidden: boolean): void
  /** Archives a repository, or switches its issues off; or undoes that. */
  switch(repository: string, to: { readonly archived?: boolean; readonly hasIssues?: boolean }): void
  /** Makes a label that no issue has yet. */
  label(repository: string, name: string): void
  /** Lets somebody be assigned. */
  invite(repository: string, login: string): void
  /** What the token may do from now on. */
  rights(rights: Rights): void
  /** How many sub-issues are refused as if others were added in the same moment. */
  contend(times: number): void
  /** Milliseconds for which GraphQL shows what was before a write. */
  lag(milliseconds: number): void
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
  /** What the primary limits have been charged so far. */
  readonly spent: { readonly core: number; readonly graphql: number }
  readonly control: Control
  /** Ends the server and every open connection. */
  close(): Promise<void>
}

/** How a tracker's emulator is started. */
export type Emulate<Options extends CommonOptions = CommonOptions> = (options: Options) => Promise<Emulator>
