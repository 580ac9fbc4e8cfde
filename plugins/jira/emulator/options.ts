import type { CommonOptions } from './contract.ts'

/** Jira Cloud (REST v3, ADF) or Jira Data Center (REST v2, wiki markup). */
export type Flavour = 'cloud' | 'data-center'

/** Options of the Jira emulator. */
export interface EmulatorOptions extends CommonOptions {
  /** @default 'cloud' */
  readonly flavour?: Flavour
  /** Milliseconds by which search trails behind writes (Cloud). @default 0 */
  readonly searchLag?: number
  /** Issues per search page at most: Cloud with fields (@default 100), Data Center (@default 1000). */
  readonly pageCap?: number
  /** Comments inlined in search and bulkfetch answers (Cloud). @default 20 */
  readonly commentCap?: number
  /** Refuse results past this offset (Data Center). @default 10000 */
  readonly maxResultWindow?: number
  /** The caller's profile time zone, in which JQL reads dates. @default 'Europe/Berlin' */
  readonly timeZone?: string
  /** Milliseconds by which the server's clock is ahead of this machine's. @default 0 */
  readonly clockSkew?: number
  /** Writes of one issue allowed within two seconds; more are answered 429 (Cloud has 20). @default no limit */
  readonly issueWrites?: number
  /** How many steps of the workflow are answered 409 first, as if somebody else moved the issue. @default 0 */
  readonly busySteps?: number
  /** Boards with sprints of each project; those of each have the same names. @default 1 */
  readonly teams?: number
  /** Keys of issues that the caller may see and not edit. @default none */
  readonly locked?: readonly string[]
  /** Display names that a second user bears too. @default none */
  readonly namesakes?: readonly string[]
  /** What the caller may not do. @default changing other people's comments */
  readonly withheld?: readonly Right[]
  /** Fields (by id) that edits leave as they are, with the answer of a success. @default none */
  readonly ignored?: readonly string[]
}

/** What the caller may be allowed to do. */
export type Right =
  | 'create'
  | 'edit'
  | 'delete'
  | 'move'
  | 'comment'
  | 'edit own comments'
  | 'edit all comments'
  | 'link'
  | 'attach'
  /** Without it, a search for people finds nobody. */
  | 'browse users'
