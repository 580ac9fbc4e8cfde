import type { Item, Pull, Repo, Rights, User } from './model.ts'
import { snapshot } from './snapshot.ts'

/** Repositories, people and the clock. */
export interface Store {
  /** `http://127.0.0.1:PORT` */
  readonly base: string
  readonly repos: readonly Repo[]
  readonly me: User
  /** By `owner/name`, the name it had before included. */
  repo(name: string): Repo | undefined
  addRepo(name: string): Repo
  rename(repo: Repo, name: string): void
  user(login: string): User
  nextId(): number
  add(repo: Repo, draft: Draft): Item
  /** By `owner/name#number`; throws for an unknown one. */
  find(key: string): Item
  /** Whole seconds. */
  now(): number
  /** Something has changed now. */
  touch(item: Item): void
  /** To be called before the token's own writes: GraphQL shows what was before for a while, where `lag` says so. */
  before(item: Item): void
  /** The item as GraphQL shows it. */
  seen(item: Item): Item
  /** Milliseconds for which GraphQL shows what was before a write. */
  lag: number
  /** What the token may do. */
  rights: Rights
  /** Sub-issues that are refused as if another one was added in the same moment. */
  contended: number
  /** Where the types of issues can be listed; `nowhere` means that the token may not. */
  types: 'repository' | 'organization' | 'nowhere'
  /** Of Enterprise Server; `undefined` for what GitHub runs itself. */
  version: string | undefined
}

/** A new item: what is left out is empty. */
export type Draft = Partial<Omit<Item, 'repo' | 'nodeId' | 'pull'>> & { readonly title: string; readonly pull?: Pull }

export function createStore(base: string): Store {
  const repos: Repo[] = []
  const names = new Map<string, Repo>()
  const users = new Map<string, User>()
  const stale = new Map<Item, { readonly until: number; readonly item: Item }>()
  let last = 1000
  const store: Store = {
    base,
    repos,
    me: { id: 1, login: 'octo' },
    repo: name => names.get(name.toLowerCase()),
    addRepo(full) {
      const [owner = '', name = ''] = full.split('/')
      const repo: Repo = {
        id: ++last,
        owner,
        name,
        hidden: false,
        archived: false,
        hasIssues: true,
        items: new Map(),
        former: new Map(),
        labels: new Set(),
        milestones: [],
        types: ['Bug', 'Feature', 'Task'],
        people: new Map([[store.me.login, store.me]]),
        next: 1,
        version: 0,
      }
      repos.push(repo)
      names.set(full.toLowerCase(), repo)
      return repo
    },
    rename(repo, name) {
      repo.name = name
      names.set(`${repo.owner}/${name}`.toLowerCase(), repo)
    },
    user(login) {
      const known = users.get(login)
      if (known) return known
      const user = { id: ++last, login }
      users.set(login, user)
      return user
    },
    nextId: () => ++last,
    add(repo, draft) {
      const number = draft.number ?? repo.next
      const id = draft.id ?? ++last
      const createdAt = draft.createdAt ?? store.now()
      const item: Item = {
        user: store.me,
        association: 'NONE',
        updatedAt: createdAt,
        closedAt: null,
        body: null,
        state: 'open',
        stateReason: null,
        labels: [],
        assignees: [],
        milestone: null,
        type: null,
        locked: false,
        lockReason: null,
        reactions: {},
        comments: [],
        events: [],
        parent: null,
        subIssues: [],
        blockedBy: [],
        blocking: [],
        projects: [],
        ...draft,
        id,
        nodeId: `${draft.pull ? 'PR' : 'I'}_${repo.id}_${id}`,
        repo,
        number,
        createdAt,
      }
      repo.items.set(number, item)
      enroll(item)
      repo.next = Math.max(repo.next, number + 1)
      repo.version += 1
      last = Math.max(last, id)
      return item
    },
    find(key) {
      const [, name = '', number] = /^(.*)#(\d+)$/.exec(key) ?? []
      const item = store.repo(name)?.items.get(Number(number))
      if (!item) throw new Error(`there is no ${key}`)
      return item
    },
    now: () => Math.floor(Date.now() / 1000) * 1000,
    touch(item) {
      item.updatedAt = store.now()
      item.repo.version += 1
      enroll(item)
    },
    before(item) {
      if (store.lag > 0) stale.set(item, { until: Date.now() + store.lag, item: snapshot(item) })
    },
    seen(item) {
      const before = stale.get(item)
      return before && Date.now() < before.until ? before.item : item
    },
    lag: 0,
    rights: 'admin',
    contended: 0,
    types: 'repository',
    version: undefined,
  }
  users.set(store.me.login, store.me)
  return store
}

/** An item is deleted. */
export function erase({ repo, number }: Item): void {
  repo.items.delete(number)
  repo.former.set(number, 'deleted')
  repo.version += 1
}

/** What an item has, its repository knows. */
function enroll({ repo, labels, milestone, assignees }: Item): void {
  for (const label of labels) repo.labels.add(label)
  for (const user of assignees) repo.people.set(user.login, user)
  if (milestone !== null && !repo.milestones.some(({ title }) => title === milestone)) {
    repo.milestones.push({ number: repo.milestones.length + 1, title: milestone })
  }
}

/** `2026-01-02T03:04:05Z` */
export function iso(milliseconds: number | null): string | null {
  return milliseconds === null ? null : `${new Date(milliseconds).toISOString().slice(0, 19)}Z`
}

/** `acme/demo` */
export function fullName({ owner, name }: Repo): string {
  return `${owner}/${name}`
}

/** Sorted by creation or last change, the latest first; remembered until something changes. */
export function sorted(repo: Repo, field: 'createdAt' | 'updatedAt', kind: 'issue' | 'pull' | 'both'): readonly Item[] {
  const key = `${field} ${kind}`
  const known = orders.get(repo)
  const cached = known?.get(key)
  if (cached && cached.version === repo.version) return cached.items
  const all = [...repo.items.values()].filter(
    item => kind === 'both' || (item.pull !== undefined) === (kind === 'pull'),
  )
  const items = all.sort((a, b) => b[field] - a[field] || b.id - a.id)
  const orders_ = known ?? new Map()
  orders_.set(key, { version: repo.version, items })
  orders.set(repo, orders_)
  return items
}

const orders = new WeakMap<Repo, Map<string, { readonly version: number; readonly items: readonly Item[] }>>()
