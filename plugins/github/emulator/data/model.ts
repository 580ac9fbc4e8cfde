/** What the emulator holds. Times are milliseconds since 1970 UTC, whole seconds as GitHub keeps them. */

export interface Repo {
  readonly id: number
  readonly owner: string
  name: string
  hidden: boolean
  /** Read-only for everybody. */
  archived: boolean
  hasIssues: boolean
  /** Issues and pull requests by their number. */
  readonly items: Map<number, Item>
  /** Numbers that were deleted, or transferred to another item. */
  readonly former: Map<number, Item | 'deleted'>
  readonly labels: Set<string>
  readonly milestones: Milestone[]
  /** Names of the types that its issues may have. */
  readonly types: readonly string[]
  /** Who may be assigned. */
  readonly people: Map<string, User>
  next: number
  /** Moves with every change. */
  version: number
}

export interface Milestone {
  readonly number: number
  readonly title: string
}

export interface User {
  readonly id: number
  readonly login: string
}

export interface Comment {
  readonly id: number
  readonly user: User
  readonly createdAt: number
  updatedAt: number
  body: string
}

/** What the token may do in every repository: everything, all but deleting, what any reader may, or nothing but reading. */
export type Rights = 'admin' | 'write' | 'read' | 'none'

export interface Remark extends Comment {
  readonly path: string
  readonly line: number
}

export interface Review extends Comment {
  readonly state: string
  readonly remarks: Remark[]
}

/** An event as the timeline of REST tells it. */
export type Event = Readonly<Record<string, unknown>>

export interface Pull {
  base: string
  readonly head: string
  draft: boolean
  mergedAt: number | null
  readonly reviews: Review[]
  /** Who was asked for a review. */
  readonly requested: User[]
  readonly diff: string
  readonly additions: number
  readonly deletions: number
  readonly checks: readonly { readonly state: string; readonly count: number }[]
}

export interface Item {
  readonly id: number
  readonly nodeId: string
  readonly repo: Repo
  readonly number: number
  readonly user: User
  readonly createdAt: number
  readonly association: string
  updatedAt: number
  closedAt: number | null
  title: string
  body: string | null
  state: 'open' | 'closed'
  stateReason: string | null
  labels: readonly string[]
  assignees: readonly User[]
  milestone: string | null
  type: string | null
  locked: boolean
  lockReason: string | null
  readonly reactions: Record<string, number>
  readonly comments: Comment[]
  readonly events: Event[]
  parent: Item | null
  readonly subIssues: Item[]
  readonly blockedBy: Item[]
  readonly blocking: Item[]
  readonly projects: readonly { readonly title: string; readonly values: Readonly<Record<string, string | number>> }[]
  /** Absent for issues. */
  readonly pull?: Pull
}
