import type { Item, Repo } from '../data/model.ts'
import { erase, type Store } from '../data/store.ts'
import { ARCHIVED } from '../write/refusals.ts'
import { type Args, type FieldType, GraphqlRefusal, type Type } from './types.ts'

/** What may be written by GraphQL. */
export function mutationTypes(store: Store): Readonly<Record<string, Type>> {
  return {
    Mutation: {
      fields: {
        deleteIssue: mutation('DeleteIssuePayload', 'issueId', (item, name) => {
          if (store.rights !== 'admin') throw forbidden(store, name)
          erase(item)
          return { repository: item.repo }
        }),
        convertPullRequestToDraft: drafting(true),
        markPullRequestReadyForReview: drafting(false),
      },
    },
    DeleteIssuePayload: {
      fields: {
        repository: { type: 'Repository', get: ({ repository }: { readonly repository: Repo }) => repository },
      },
    },
    DraftPayload: {
      fields: {
        pullRequest: { type: 'PullRequest', get: ({ pullRequest }: { readonly pullRequest: Item }) => pullRequest },
      },
    },
  }

  function drafting(draft: boolean): FieldType {
    return mutation('DraftPayload', 'pullRequestId', (item, name) => {
      if (store.rights !== 'admin' && store.rights !== 'write') throw forbidden(store, name)
      if (item.state === 'closed') throw new GraphqlRefusal('UNPROCESSABLE', 'Pull request is closed.')
      store.before(item)
      if (item.pull) item.pull.draft = draft
      store.touch(item)
      return { pullRequest: item }
    })
  }

  function mutation(type: string, key: string, write: (item: Item, name: string) => object): FieldType {
    return {
      type,
      args: ['input'],
      get: (_, { input }) => {
        const id = String((input as Args | undefined)?.[key])
        const item = store.repos.flatMap(({ items }) => [...items.values()]).find(each => each.nodeId === id)
        if (item?.repo.archived) throw new GraphqlRefusal('UNPROCESSABLE', ARCHIVED)
        if (item && (item.pull !== undefined) === (key === 'pullRequestId')) return write(item, type)
        throw new GraphqlRefusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'`)
      },
    }
  }
}

function forbidden({ me, rights }: Store, payload: string): GraphqlRefusal {
  if (rights === 'none') return new GraphqlRefusal('FORBIDDEN', 'Resource not accessible by personal access token')
  const name = payload.replace('Payload', '')
  return new GraphqlRefusal('FORBIDDEN', `${me.login} does not have the correct permissions to execute \`${name}\``)
}
