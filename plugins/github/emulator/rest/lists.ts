import type { Store } from '../data/store.ts'
import { type Handler, Refusal, type Route } from '../http/message.ts'
import { userShape } from '../present/rest.ts'
import { page } from './page.ts'
import { itemOf, repoOf } from './place.ts'

/** What the issues of a repository may have: labels, milestones, people, types. */
export function listRoutes(store: Store, both: (rest: string, handler: Handler) => readonly Route[]): readonly Route[] {
  return [
    ...both('/labels', request => page(request, [...repoOf(store, request).labels], store, name => ({ name }))),
    ...both('/milestones', request =>
      page(request, repoOf(store, request).milestones, store, one => ({ ...one, state: 'open' })),
    ),
    ...both('/assignees', request =>
      page(request, [...repoOf(store, request).people.values()], store, user => userShape(user, store)),
    ),
    ...both('/assignees/{login}', request => {
      const { people } = repoOf(store, request)
      const login = request.params.login?.toLowerCase()
      if ([...people.keys()].some(name => name.toLowerCase() === login)) return { status: 204 }
      throw new Refusal(404, 'Not Found')
    }),
    ...both('/issue-types', request => {
      const { types } = repoOf(store, request)
      if (store.types === 'nowhere') throw new Refusal(403, 'You need at least read:org scope to list issue types.')
      if (store.types !== 'repository') throw new Refusal(404, 'Not Found')
      return page(request, types, store, typeShape)
    }),
    [
      'GET',
      '/orgs/{owner}/issue-types',
      request =>
        page(request, store.repos.find(({ owner }) => owner === request.params.owner)?.types ?? [], store, typeShape),
    ],
    ...both('/issues/{number:int}/sub_issues', request =>
      page(request, itemOf(store, request).subIssues, store, ({ id, number }) => ({ id, number })),
    ),
  ]
}

function typeShape(name: string) {
  return { name, is_enabled: true }
}
