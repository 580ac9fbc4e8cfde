import type { Clock } from '../clock.ts'
import { Refusal } from '../http/message.ts'
import type { Attachment, Detail, Issue, Project, Relation, User } from './model.ts'
import { ADMIN, STATUSES } from './vocabulary.ts'

/** Everything, in memory. */
export interface Store {
  readonly clock: Clock
  readonly projects: readonly Project[]
  readonly issues: Map<number, Issue>
  readonly relations: Map<number, Relation>
  readonly uploads: Map<string, Attachment>
  nextId(): number
  project(id: number): Project
  /** What the user may see; throws 404, 403 or 401 otherwise. */
  issue(id: number, user: User | undefined): Issue
  isVisible(project: Project, user: User | undefined): boolean
  sees(issue: Issue, user: User | undefined): boolean
  add(attributes: Readonly<Record<string, unknown>>, author: number, at: number): Issue
  journal(issue: Issue, journal: JournalDraft): void
  /** It has changed now. */
  touch(issue: Issue, at?: number): void
}

export interface JournalDraft {
  readonly user: number
  readonly details: readonly Detail[]
  readonly notes?: string | null
  readonly isPrivate?: boolean
  readonly at?: number
}

export function createStore(clock: Clock, projects: readonly Project[]): Store {
  const issues = new Map<number, Issue>()
  let lastIssue = 0
  let lastId = 0
  const isVisible = (project: Project, user: User | undefined) => project.isPublic || user?.id === ADMIN.id
  const project = (id: number) => projects.find(one => one.id === id)!
  const sees = (issue: Issue, user: User | undefined): boolean => {
    const isOpen = issue.attributes.is_private !== true || user?.admin === true || user?.id === issue.author
    return isOpen && isVisible(project(Number(issue.attributes.project_id)), user)
  }
  const touch = (issue: Issue, at = clock.tick()) => {
    issue.updated = at
    const isClosed = STATUSES.find(({ id }) => id === issue.attributes.status_id)?.closed === true
    if (isClosed) issue.closed ??= at
  }
  return {
    clock,
    projects,
    issues,
    relations: new Map(),
    uploads: new Map(),
    nextId: () => ++lastId,
    project,
    isVisible,
    sees,
    touch,
    issue(id, user) {
      const issue = issues.get(id)
      if (!issue) throw new Refusal(404)
      if (!sees(issue, user)) throw new Refusal(user ? 403 : 401)
      return issue
    },
    add(attributes, author, at) {
      const issue: Issue = {
        id: ++lastIssue,
        author,
        created: at,
        updated: at,
        closed: undefined,
        attributes: { tracker_id: 1, status_id: 1, priority_id: 2, done_ratio: 0, is_private: false, ...attributes },
        custom: new Map(),
        journals: [],
        attachments: [],
        watchers: new Set(),
        hours: [],
      }
      issues.set(issue.id, issue)
      touch(issue, at)
      return issue
    },
    journal(issue, { user, details, notes = '', isPrivate = false, at = clock.tick() }) {
      issue.journals.push({ id: ++lastId, user, details, notes, isPrivate, at })
    },
  }
}
