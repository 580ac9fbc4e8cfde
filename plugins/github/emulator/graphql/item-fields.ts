import type { Item, Repo } from '../data/model.ts'
import { iso, type Store, sorted } from '../data/store.ts'
import { htmlUrl } from '../present/rest.ts'
import { needing } from './check.ts'
import { connection } from './connection.ts'
import { fieldsOf, named } from './fields.ts'
import { type FieldType, GraphqlRefusal } from './types.ts'

/** Fields that issues and pull requests share. */
export function itemFields(store: Store, mayReadProjects: boolean): Readonly<Record<string, FieldType>> {
  const plain = fieldsOf<Item>({
    id: item => item.nodeId,
    number: item => item.number,
    title: item => item.title,
    body: item => item.body ?? '',
    url: item => htmlUrl(item, store),
    state: item => (item.pull?.mergedAt ? 'MERGED' : item.state.toUpperCase()),
    locked: item => item.locked,
    activeLockReason: item => item.lockReason?.toUpperCase().replaceAll(' ', '_') ?? null,
    createdAt: item => iso(item.createdAt),
    updatedAt: item => iso(item.updatedAt),
    closedAt: item => iso(item.closedAt),
    authorAssociation: item => item.association,
  })
  return {
    ...plain.fields,
    author: { type: 'Actor', get: ({ user }: Item) => user },
    repository: { type: 'Repository', get: ({ repo }: Item) => repo },
    labels: connection('NamedConnection', ({ labels }: Item) => labels.map(name => ({ name }))),
    assignees: connection('UserConnection', ({ assignees }: Item) => assignees),
    milestone: { type: 'Named', get: ({ milestone }: Item) => named(milestone) },
    comments: connection('IssueCommentConnection', ({ comments }: Item) => comments),
    reactionGroups: {
      type: 'ReactionGroup',
      get: ({ reactions }: Item) =>
        Object.entries(REACTIONS).map(([name, content]) => ({ content, count: reactions[name] ?? 0 })),
    },
    projectItems: connection('ProjectV2ItemConnection', ({ projects }: Item) => {
      if (mayReadProjects) return projects
      throw new GraphqlRefusal('INSUFFICIENT_SCOPES', needing('title', ['read:project']))
    }),
  }
}

const REACTIONS = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  hooray: 'HOORAY',
  confused: 'CONFUSED',
  heart: 'HEART',
  rocket: 'ROCKET',
  eyes: 'EYES',
}

/** Fields of issues alone. */
export function issueFields(): Readonly<Record<string, FieldType>> {
  return {
    issueType: { type: 'Named', get: ({ type }: Item) => named(type) },
    stateReason: { args: ['enableDuplicate'], get: ({ stateReason }: Item) => stateReason?.toUpperCase() ?? null },
    parent: { type: 'Issue', get: ({ parent }: Item) => parent },
    subIssues: connection('IssueConnection', ({ subIssues }: Item) => subIssues),
    blockedBy: connection('IssueConnection', ({ blockedBy }: Item) => blockedBy),
    blocking: connection('IssueConnection', ({ blocking }: Item) => blocking),
    closedByPullRequestsReferences: connection('PullRequestConnection', (item: Item) => closing(item), [
      'includeClosedPrs',
    ]),
  }
}

/** Pull requests whose text says that they close an issue. */
function closing({ repo, number }: Item): readonly Item[] {
  const known = closers.get(repo)
  if (known?.version === repo.version) return known.pulls.get(number) ?? []
  const all = sorted(repo, 'createdAt', 'pull').flatMap(pull => closes(pull.body).map(closed => ({ pull, closed })))
  const groups = Map.groupBy(all, ({ closed }) => closed)
  const pulls = new Map([...groups].map(([closed, group]) => [closed, group.map(({ pull }) => pull)]))
  closers.set(repo, { version: repo.version, pulls })
  return pulls.get(number) ?? []
}

const closers = new WeakMap<Repo, { readonly version: number; readonly pulls: ReadonlyMap<number, readonly Item[]> }>()

function closes(body: string | null): readonly number[] {
  return [...(body ?? '').matchAll(/\b(?:closes|fixes) #(\d+)/gi)].map(([, number]) => Number(number))
}

/** Fields of pull requests alone. */
export function pullFields(): Readonly<Record<string, FieldType>> {
  const plain = fieldsOf<Item>({
    isDraft: ({ pull }) => pull?.draft,
    mergedAt: ({ pull }) => iso(pull?.mergedAt ?? null),
    baseRefName: ({ pull }) => pull?.base,
    headRefName: ({ pull }) => pull?.head,
    additions: ({ pull }) => pull?.additions,
    deletions: ({ pull }) => pull?.deletions,
    changedFiles: () => 1,
    reviewDecision: ({ pull }) =>
      pull?.reviews.findLast(({ state }) => state !== 'COMMENTED')?.state ?? 'REVIEW_REQUIRED',
  })
  return {
    ...plain.fields,
    mergedBy: { type: 'Actor', get: ({ pull, user }: Item) => (pull?.mergedAt ? user : null) },
    headRepository: { type: 'Repository', get: ({ repo }: Item) => repo },
    commits: { type: 'Count', get: () => ({ count: 1 }) },
    reviewRequests: connection('ReviewRequestConnection', ({ pull }: Item) => pull?.requested ?? []),
    reviews: connection('PullRequestReviewConnection', ({ pull }: Item) => pull?.reviews ?? []),
    closingIssuesReferences: connection('IssueConnection', ({ body, repo }: Item) =>
      closes(body).flatMap(number => repo.items.get(number) ?? []),
    ),
    statusCheckRollup: {
      type: 'StatusCheckRollup',
      get: ({ pull }: Item) => (pull?.checks.length ? { checks: pull.checks } : null),
    },
  }
}
