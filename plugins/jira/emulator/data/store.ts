import type { Clock } from '../clock.ts'
import type { Flavour } from '../options.ts'
import type { FieldCatalog } from './catalog.ts'
import type { Directory } from './directory.ts'
import { numberOf, projectOf } from './key.ts'
import type { Fields, Issue, Project } from './model.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Told of each replaced record: `before` or `after` is missing when an issue was made or removed. */
type StoreListener = (id: number, before: Issue | undefined, after: Issue | undefined) => void

/** What the site holds. */
export interface Store {
  readonly flavour: Flavour
  /** The site's address, without a final slash. */
  readonly base: string
  readonly clock: Clock
  readonly users: Directory
  readonly fields: FieldCatalog
  readonly vocabulary: Vocabulary
  readonly projects: ReadonlyMap<string, Project>
  /** Issues by id, in no order. */
  readonly issues: ReadonlyMap<number, Issue>
  /** Grows with each change. */
  readonly revision: number
  /** By id or key, former keys included; keys in any case. */
  find(idOrKey: string): Issue | undefined
  /** Replaces a record. A changed key leaves the old one as a former key. */
  put(issue: Issue): void
  remove(id: number): void
  addProject(project: Project): void
  /** The next free key of a project. */
  nextKey(project: string): string
  /** The next free id, of issues, comments and everything else alike. */
  nextId(): number
  /** Makes sure that `nextId` stays above this one. */
  taken(id: number): void
  /** Says whose attachment it is. */
  own(attachment: string, issue: number): void
  /** The issue that has the attachment. */
  owner(attachment: string): Issue | undefined
  watch(listener: StoreListener): void
}

/** What a store is made of. */
export type StoreParts = Pick<Store, 'flavour' | 'base' | 'clock' | 'users' | 'fields' | 'vocabulary'>

/** An empty site. */
export function createStore(parts: StoreParts): Store {
  const issues = new Map<number, Issue>()
  const keys = new Map<string, number>()
  const projects = new Map<string, Project>()
  const lastNumber = new Map<string, number>()
  const owners = new Map<string, number>()
  const listeners: StoreListener[] = []
  let lastId = 10_000
  let revision = 0
  const changed = (id: number, before: Issue | undefined, after: Issue | undefined) => {
    revision++
    for (const listener of listeners) listener(id, before, after)
  }
  return {
    ...parts,
    projects,
    issues,
    get revision() {
      return revision
    },
    find(idOrKey) {
      const id = /^\d+$/.test(idOrKey) ? Number(idOrKey) : keys.get(idOrKey.toUpperCase())
      return id === undefined ? undefined : issues.get(id)
    },
    put(issue) {
      const before = issues.get(issue.id)
      issues.set(issue.id, issue)
      keys.set(issue.key, issue.id)
      const project = projectOf(issue.key)
      lastNumber.set(project, Math.max(lastNumber.get(project) ?? 0, numberOf(issue.key)))
      lastId = Math.max(lastId, issue.id)
      changed(issue.id, before, issue)
    },
    remove(id) {
      const before = issues.get(id)
      issues.delete(id)
      if (before) changed(id, before, undefined)
    },
    addProject: project => void projects.set(project.key, project),
    nextKey: project => `${project}-${(lastNumber.get(project) ?? 0) + 1}`,
    nextId: () => ++lastId,
    taken(id) {
      lastId = Math.max(lastId, id)
    },
    own: (attachment, issue) => void owners.set(attachment, issue),
    owner: attachment => issues.get(owners.get(attachment) ?? -1),
    watch: listener => void listeners.push(listener),
  }
}

/** The issues that show a stub of this one, or whose stub it shows. */
export function neighbours(issue: Issue): readonly number[] {
  const { parent, subtasks, issuelinks } = issue.fields
  const links = ((issuelinks as readonly Fields[] | undefined) ?? []).map(
    link => (link.inwardIssue ?? link.outwardIssue) as Fields,
  )
  const stubs = [
    ...(parent ? [parent as Fields] : []),
    ...((subtasks as readonly Fields[] | undefined) ?? []),
    ...links,
  ]
  return stubs.map(stub => Number(stub.id))
}
