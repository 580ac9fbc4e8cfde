import type { Comment, Item, Pull, Remark, Repo, Review, User } from '../data/model.ts'
import { fullName, iso, type Store, sorted } from '../data/store.ts'
import { connect, connection, connectionType } from './connection.ts'
import { fieldsOf, type Named } from './fields.ts'
import { issueFields, itemFields, pullFields } from './item-fields.ts'
import { mutationTypes } from './mutations.ts'
import { found } from './search.ts'
import { type Args, type FieldType, GraphqlRefusal, type Schema, type Type } from './types.ts'

/** The schema as far as it is served. `unknown`: fields left out, such as `Issue.issueType`. */
export function createSchema(
  store: Store,
  options: { readonly unknown: readonly string[]; readonly mayReadProjects: boolean; readonly mayReadTeams: boolean },
): Schema {
  const all: Record<string, Type> = {
    Query: { fields: queryFields(store) },
    ...mutationTypes(store),
    Actor: fieldsOf<User>({ login: user => user.login }),
    Team: {
      fields: {
        slug: {
          get: ({ name }: Named) => name,
          needs: options.mayReadTeams ? undefined : ['read:org', 'read:discussion'],
        },
      },
    },
    ProjectV2FieldCommon: fieldsOf<Named>({ name: ({ name }) => name }),
    Bot: fieldsOf<User>({ login: user => user.login, databaseId: user => user.id }),
    User: fieldsOf<User>({ login: user => user.login, databaseId: user => user.id }),
    RepositoryOwner: {
      fields: {
        login: { get: ({ login }: Owner) => login },
        repositories: connection(
          'RepositoryConnection',
          ({ login }: Owner) =>
            store.repos
              .filter(repo => repo.owner.toLowerCase() === login.toLowerCase() && !repo.hidden)
              .toSorted((a, b) => a.name.localeCompare(b.name)),
          ['ownerAffiliations', 'orderBy'],
        ),
      },
    },
    Repository: { fields: repositoryFields(store) },
    Issue: { fields: { ...itemFields(store, options.mayReadProjects), ...issueFields() } },
    PullRequest: { fields: { ...itemFields(store, options.mayReadProjects), ...pullFields() } },
    IssueComment: { fields: commentFields(store) },
    PullRequestReviewComment: {
      fields: {
        ...commentFields(store),
        path: { get: ({ path }: Remark) => path },
        line: { get: ({ line }: Remark) => line },
        originalLine: { get: ({ line }: Remark) => line },
        outdated: { get: () => false },
      },
    },
    PullRequestReview: {
      fields: {
        ...commentFields(store),
        id: { get: ({ id }: Review) => `PRR_${id}` },
        state: { get: ({ state }: Review) => state },
        submittedAt: { get: ({ createdAt }: Review) => iso(createdAt) },
        comments: connection('PullRequestReviewCommentConnection', ({ remarks }: Review) => remarks),
      },
    },
    SchemaType: {
      fields: {
        enumValues: {
          type: 'Named',
          args: ['includeDeprecated'],
          get: ({ names }: { readonly names: readonly Named[] }) => names,
        },
      },
    },
    PageInfo: fieldsOf<Args>(
      Object.fromEntries(
        ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'].map(name => [name, (page: Args) => page[name]]),
      ),
    ),
    Named: fieldsOf<Named>({ name: ({ name }) => name, title: ({ name }) => name }),
    ReactionGroup: {
      fields: {
        content: { get: (group: Args) => group.content },
        reactors: { type: 'Count', get: (group: Args) => group },
      },
    },
    Count: fieldsOf<Args>({
      totalCount: group => group.count,
      state: group => group.state,
      count: group => group.count,
    }),
    StatusCheckRollup: {
      fields: {
        state: {
          get: ({ checks }: Checks) => (checks.some(({ state }) => state === 'FAILURE') ? 'FAILURE' : 'SUCCESS'),
        },
        contexts: {
          type: 'CheckContexts',
          args: ['first'],
          get: (checks: Checks) => checks,
        },
      },
    },
    CheckContexts: {
      fields: {
        checkRunCountsByState: { type: 'Count', get: ({ checks }: Checks) => checks },
        statusContextCountsByState: { type: 'Count', get: () => [] },
      },
    },
    ReviewRequest: { fields: { requestedReviewer: { type: 'RequestedReviewer', get: (user: User) => user } } },
    ProjectV2Item: {
      fields: {
        project: { type: 'Named', get: ({ title }: Item['projects'][number]) => ({ name: title }) },
        fieldValues: connection('ProjectV2ItemFieldValueConnection', ({ values }: Item['projects'][number]) =>
          Object.entries(values).map(([field, value]) => ({ field, value })),
        ),
      },
    },
    ...projectValues(),
  }
  const connections = [
    'Repository',
    'Issue',
    'PullRequest',
    'IssueComment',
    'PullRequestReview',
    'PullRequestReviewComment',
    'ReviewRequest',
    'ProjectV2Item',
    'ProjectV2ItemFieldValue',
    'User',
    'Named',
    'SearchResultItem',
  ]
  for (const type of connections) all[`${type}Connection`] = connectionType(type)
  for (const name of options.unknown) {
    const [type = '', field = ''] = name.split('.')
    const { [field]: _, ...fields } = all[type]?.fields ?? {}
    all[type] = { fields }
  }
  return { types: all, unions: UNIONS, typeOf }
}

interface Owner {
  readonly login: string
}

type Checks = Pick<Pull, 'checks'>

const UNIONS: Readonly<Record<string, readonly string[]>> = {
  SearchResultItem: ['Issue', 'PullRequest'],
  IssueOrPullRequest: ['Issue', 'PullRequest'],
  Node: ['Issue', 'PullRequest', 'PullRequestReview'],
  Actor: ['User'],
  RequestedReviewer: ['User', 'Team'],
  ProjectV2FieldCommon: ['Named'],
  ProjectV2FieldConfiguration: ['Named'],
  ProjectV2ItemFieldValue: ['ProjectV2ItemFieldSingleSelectValue', 'ProjectV2ItemFieldNumberValue'],
}

function typeOf(source: object): string {
  if ('remarks' in source) return 'PullRequestReview'
  if ('repo' in source) return 'pull' in source && source.pull ? 'PullRequest' : 'Issue'
  if ('login' in source) return 'User'
  if ('value' in source)
    return typeof source.value === 'number' ? 'ProjectV2ItemFieldNumberValue' : 'ProjectV2ItemFieldSingleSelectValue'
  return 'Named'
}

/** A search gives no more than this many of what it finds. */
const WINDOW = 1000

function queryFields(store: Store): Readonly<Record<string, FieldType>> {
  return {
    viewer: { type: 'User', get: () => store.me },
    repository: {
      type: 'Repository',
      args: ['owner', 'name', 'followRenames'],
      get: (_, { owner, name }) => repositoryAt(store, `${String(owner)}/${String(name)}`),
    },
    repositoryOwner: {
      type: 'RepositoryOwner',
      args: ['login'],
      get: (_, { login }) =>
        store.repos.some(({ owner }) => owner.toLowerCase() === String(login).toLowerCase())
          ? { login: String(login) }
          : null,
    },
    search: {
      type: 'SearchResultItemConnection',
      args: ['first', 'after', 'query', 'type'],
      get: (_, args) => {
        const kinds = searchesOf(store)
        if (!kinds.includes(String(args.type))) throw unknownSearch(args.type)
        const all = found(store, String(args.query), isOld(store))
        return { ...connect(all.slice(0, WINDOW), args), totalCount: all.length }
      },
    },
    __type: {
      type: 'SchemaType',
      args: ['name'],
      get: (_, { name }) => (name === 'SearchType' ? { names: searchesOf(store).map(each => ({ name: each })) } : null),
    },
    node: { type: 'Node', args: ['id'], get: (_, { id }) => nodeAt(store, String(id)) },
  }
}

/** What can be searched for. Enterprise Server has one search for issues, older or newer. */
function searchesOf({ version }: Store): readonly string[] {
  return ['ISSUE', ...(version === undefined ? ['ISSUE_ADVANCED'] : []), 'REPOSITORY', 'USER']
}

/** Whether several places are taken for any of them. */
function isOld({ version }: Store): boolean {
  return version !== undefined && Number(version.split('.')[1]) < 18
}

function unknownSearch(type: unknown): GraphqlRefusal {
  const message = `Argument 'type' on Field 'search' has an invalid value (${String(type)}). Expected type 'SearchType!'.`
  return new GraphqlRefusal('argumentLiteralsIncompatible', message)
}

function repositoryAt(store: Store, name: string): Repo {
  const repo = store.repo(name)
  if (repo && !repo.hidden) return repo
  throw new GraphqlRefusal('NOT_FOUND', `Could not resolve to a Repository with the name '${name}'.`)
}

function nodeAt(store: Store, id: string): object {
  for (const repo of store.repos) {
    for (const item of repo.items.values()) {
      if (item.nodeId === id) return item
      const review = item.pull?.reviews.find(each => `PRR_${each.id}` === id)
      if (review) return review
    }
  }
  throw new GraphqlRefusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
}

function repositoryFields(store: Store): Readonly<Record<string, FieldType>> {
  const items =
    (kind: 'issue' | 'pull') =>
    (repo: Repo, { orderBy, filterBy }: Args) => {
      const { field, direction } = (orderBy ?? {}) as Args
      const all = sorted(repo, field === 'UPDATED_AT' ? 'updatedAt' : 'createdAt', kind)
      const since = Date.parse(String(((filterBy ?? {}) as Args).since))
      const kept = Number.isNaN(since) ? all : all.filter(({ updatedAt }) => updatedAt >= since)
      return direction === 'DESC' ? kept : kept.toReversed()
    }
  return {
    name: { get: ({ name }: Repo) => name },
    nameWithOwner: { get: (repo: Repo) => fullName(repo) },
    issues: connection('IssueConnection', items('issue'), ['orderBy', 'filterBy']),
    pullRequests: connection('PullRequestConnection', items('pull'), ['orderBy']),
    issueOrPullRequest: {
      type: 'IssueOrPullRequest',
      args: ['number'],
      get: (repo: Repo, { number }: Args) => {
        const item = repo.items.get(Number(number))
        if (item) return store.seen(item)
        throw new GraphqlRefusal(
          'NOT_FOUND',
          `Could not resolve to an issue or pull request with the number of ${String(number)}.`,
        )
      },
    },
  }
}

function commentFields(store: Store): Readonly<Record<string, FieldType>> {
  const plain = fieldsOf<Comment>({
    body: comment => comment.body,
    createdAt: comment => iso(comment.createdAt),
    lastEditedAt: comment => (comment.updatedAt > comment.createdAt ? iso(comment.updatedAt) : null),
    isMinimized: () => false,
    minimizedReason: () => null,
    url: comment =>
      `${store.base}/x/y/issues/1#${'remarks' in comment ? 'pullrequestreview-' : 'path' in comment ? 'discussion_r' : 'issuecomment-'}${comment.id}`,
  })
  return { ...plain.fields, author: { type: 'Actor', get: ({ user }: Comment) => user } }
}

function projectValues(): Readonly<Record<string, Type>> {
  const field: FieldType = { type: 'ProjectV2FieldConfiguration', get: (value: Args) => ({ name: value.field }) }
  const kinds = { SingleSelect: 'name', Text: 'text', Number: 'number', Date: 'date', Iteration: 'title' }
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, name]) => [
      `ProjectV2ItemField${kind}Value`,
      { fields: { field, [name]: { get: (value: Args) => value.value } } },
    ]),
  )
}
