import type { Comment, Item, Repo, Review, User } from '../data/model.ts'
import { fullName, iso, type Store } from '../data/store.ts'

/** The shapes of REST, as far as a client may look. */

export function userShape({ login, id }: User, { base }: Store) {
  return { login, id, node_id: `U_${id}`, url: `${base}/users/${login}`, html_url: `${base}/${login}`, type: 'User' }
}

export function repoShape(repo: Repo, store: Store) {
  return {
    id: repo.id,
    node_id: `R_${repo.id}`,
    name: repo.name,
    full_name: fullName(repo),
    private: false,
    owner: userShape(store.user(repo.owner), store),
    url: `${store.base}/repos/${fullName(repo)}`,
    html_url: `${store.base}/${fullName(repo)}`,
    has_issues: repo.hasIssues,
    archived: repo.archived,
  }
}

export function itemShape(item: Item, store: Store) {
  const { repo, number, pull } = item
  const url = `${store.base}/repos/${fullName(repo)}/issues/${number}`
  const page = htmlUrl(item, store)
  const total = Object.values(item.reactions).reduce((sum, count) => sum + count, 0)
  return {
    url,
    repository_url: `${store.base}/repos/${fullName(repo)}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: page,
    id: item.id,
    node_id: item.nodeId,
    number,
    title: item.title,
    user: userShape(item.user, store),
    labels: item.labels.map(name => ({ name, color: 'ededed', default: false })),
    state: item.state,
    state_reason: item.stateReason,
    locked: item.locked,
    active_lock_reason: item.lockReason,
    assignee: item.assignees[0] ? userShape(item.assignees[0], store) : null,
    assignees: item.assignees.map(user => userShape(user, store)),
    milestone: item.milestone === null ? null : { title: item.milestone },
    comments: item.comments.length,
    created_at: iso(item.createdAt),
    updated_at: iso(item.updatedAt),
    closed_at: iso(item.closedAt),
    author_association: item.association,
    type: item.type === null ? null : { name: item.type },
    body: item.body,
    reactions: { url: `${url}/reactions`, total_count: total, ...item.reactions },
    ...(pull && {
      draft: pull.draft,
      pull_request: {
        url: `${store.base}/repos/${fullName(repo)}/pulls/${number}`,
        html_url: page,
        diff_url: `${page}.diff`,
        merged_at: iso(pull.mergedAt),
      },
    }),
  }
}

export function commentShape(item: Item, comment: Comment, store: Store) {
  return {
    id: comment.id,
    url: `${store.base}/repos/${fullName(item.repo)}/issues/comments/${comment.id}`,
    issue_url: `${store.base}/repos/${fullName(item.repo)}/issues/${item.number}`,
    html_url: `${htmlUrl(item, store)}#issuecomment-${comment.id}`,
    user: userShape(comment.user, store),
    created_at: iso(comment.createdAt),
    updated_at: iso(comment.updatedAt),
    body: comment.body,
  }
}

/** What happened to an item, oldest first, with its comments and reviews. */
export function timelineShape(item: Item, store: Store): readonly unknown[] {
  const comments = item.comments.map(comment => ({
    ...commentShape(item, comment, store),
    event: 'commented',
    actor: userShape(comment.user, store),
  }))
  const reviews = (item.pull?.reviews ?? []).map(review => ({
    event: 'reviewed',
    user: userShape(review.user, store),
    state: review.state.toLowerCase(),
    submitted_at: iso(review.createdAt),
    created_at: iso(review.createdAt),
    body: review.body,
  }))
  const remarks = (item.pull?.reviews ?? []).flatMap(review => remarksShape(review, store))
  const all = [...item.events, ...comments, ...reviews, ...remarks] as readonly Timed[]
  return all.toSorted((a, b) => timeOf(a).localeCompare(timeOf(b)))
}

interface Timed {
  readonly created_at?: unknown
  readonly comments?: readonly Timed[]
}

function timeOf({ created_at, comments }: Timed): string {
  return String(created_at ?? comments?.[0]?.created_at)
}

/** Remarks on lines: they say when and by whom, the event does not. */
function remarksShape({ remarks }: Review, store: Store): readonly object[] {
  const comments = remarks.map(({ id, user, path, line, body, createdAt }) => ({
    ...{ id, path, line, body },
    user: userShape(user, store),
    created_at: iso(createdAt),
  }))
  return comments.length > 0 ? [{ event: 'line-commented', comments }] : []
}

/** Where a browser shows it. */
export function htmlUrl({ repo, number, pull }: Item, { base }: Store): string {
  return `${base}/${fullName(repo)}/${pull ? 'pull' : 'issues'}/${number}`
}
