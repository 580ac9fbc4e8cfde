import type { Control } from './contract.ts'
import type { Item, Pull, Repo } from './data/model.ts'
import { erase, fullName, iso, type Store } from './data/store.ts'
import type { Pipeline } from './http/pipeline.ts'
import type { Listening } from './http/server.ts'

type Fields = Readonly<Record<string, unknown>>

/** Changes as another user makes them; unknown keys throw. */
export function createControl(store: Store, pipeline: Pipeline, server: Listening): Control {
  const other = store.user('otto')
  const keyOf = ({ repo, number }: Item) => `${fullName(repo)}#${number}`
  return {
    edit(key, fields) {
      const item = store.find(key)
      set(store, item, fields)
      store.touch(item)
    },
    comment(key, body, author) {
      const item = store.find(key)
      const now = store.now()
      const user = author === undefined ? other : store.user(author)
      const comment = { id: store.nextId(), user, createdAt: now, updatedAt: now, body: String(body) }
      item.comments.push(comment)
      store.touch(item)
      return String(comment.id)
    },
    create(repository, fields) {
      const { pull, ...rest } = fields
      const item = store.add(repoNamed(store, repository), {
        title: 'New',
        user: other,
        ...(pull === true && { pull: newPull() }),
      })
      set(store, item, rest)
      return keyOf(item)
    },
    remove(key) {
      erase(store.find(key))
    },
    move(key, toRepository) {
      const item = store.find(key)
      const target = repoNamed(store, toRepository)
      const { id: _id, nodeId: _nodeId, number: _number, repo, ...rest } = item
      const moved = store.add(target, { ...rest, events: [...item.events, transferred(repo, store.now())] } as never)
      store.touch(moved)
      repo.items.delete(item.number)
      repo.former.set(item.number, moved)
      repo.version += 1
      return keyOf(moved)
    },
    react(key, content) {
      const { reactions, repo } = store.find(key)
      reactions[content] = (reactions[content] ?? 0) + 1
      repo.version += 1
    },
    review(key, { state, body, remarks = [] }) {
      const item = store.find(key)
      const now = store.now()
      const common = { createdAt: now, updatedAt: now, user: other }
      const said = remarks.map((text, at) => ({
        ...common,
        id: store.nextId(),
        body: text,
        path: 'src/a.ts',
        line: at + 1,
      }))
      const review = { ...common, id: store.nextId(), state, body, remarks: said }
      item.pull?.reviews.push(review)
      store.touch(item)
      return String(review.id)
    },
    adopt(parent, child) {
      const [above, below] = [store.find(parent), store.find(child)]
      below.parent = above
      above.subIssues.push(below)
      store.touch(above)
      store.touch(below)
    },
    block(blocked, blocking) {
      const [waiting, first] = [store.find(blocked), store.find(blocking)]
      waiting.blockedBy.push(first)
      first.blocking.push(waiting)
      store.touch(waiting)
      store.touch(first)
    },
    rename: (repository, name) => store.rename(repoNamed(store, repository), name),
    hide(repository, hidden) {
      repoNamed(store, repository).hidden = hidden
    },
    switch(repository, to) {
      Object.assign(repoNamed(store, repository), to)
    },
    label(repository, name) {
      repoNamed(store, repository).labels.add(name)
    },
    invite(repository, login) {
      repoNamed(store, repository).people.set(login, store.user(login))
    },
    rights(rights) {
      store.rights = rights
    },
    contend(times) {
      store.contended = times
    },
    lag(milliseconds) {
      store.lag = milliseconds
    },
    faults: plan => pipeline.faults(plan),
    latency: milliseconds => pipeline.latency(milliseconds),
    offline: state => server.offline(state),
    now: () => store.now(),
  }
}

function repoNamed(store: Store, name: string): Repo {
  return store.repo(name) ?? store.addRepo(name)
}

function transferred(repo: Repo, now: number): Fields {
  return {
    event: 'transferred',
    actor: { login: 'otto' },
    created_at: iso(now),
    repository: { full_name: fullName(repo) },
  }
}

function newPull(): Pull {
  const diff = 'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1 +1 @@\n-1\n+2\n'
  const sizes = { additions: 1, deletions: 1, checks: [] }
  return { base: 'main', head: 'topic', draft: false, mergedAt: null, reviews: [], requested: [], diff, ...sizes }
}

/** Values as the REST API takes them. */
function set(store: Store, item: Item, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) setOne(store, item, name, value)
}

function setOne(store: Store, item: Item, name: string, value: unknown): void {
  switch (name) {
    case 'title':
      item.title = String(value)
      return
    case 'body':
      item.body = value === null ? null : String(value)
      return
    case 'state':
      item.state = value === 'closed' ? 'closed' : 'open'
      item.closedAt = item.state === 'closed' ? store.now() : null
      item.stateReason = item.pull ? null : item.state === 'closed' ? 'completed' : 'reopened'
      return
    case 'state_reason':
      item.stateReason = value === null ? null : String(value)
      return
    case 'labels':
      item.labels = (value as readonly unknown[]).map(String)
      return
    case 'assignees':
      item.assignees = (value as readonly unknown[]).map(login => store.user(String(login)))
      return
    case 'milestone':
    case 'type':
      item[name] = value === null ? null : String(value)
      return
    case 'locked':
      item.locked = value === true
      return
    case 'active_lock_reason':
      item.lockReason = value === null ? null : String(value)
      return
    default:
      throw new Error(`an issue has no field ${name}`)
  }
}
