import { type Store, sorted } from '../data/store.ts'
import { type Handler, Refusal, type Request, type Route } from '../http/message.ts'
import { commentShape, itemShape, repoShape, timelineShape, userShape } from '../present/rest.ts'
import { listRoutes } from './lists.ts'
import { page } from './page.ts'
import { itemOf, repoOf } from './place.ts'

/** The part of REST that is served. `/repositories/{id}` is where redirects lead. */
export function restRoutes(store: Store): readonly Route[] {
  const repos = '/repos/{owner}/{repo}'
  const both = (rest: string, handler: Handler): readonly Route[] => [
    ['GET', `${repos}${rest}`, handler],
    ['GET', `/repositories/{id:int}${rest}`, handler],
  ]
  return [
    ['GET', '/meta', () => ({ status: 200, json: store.version ? { installed_version: store.version } : {} })],
    ['GET', '/user', () => ({ status: 200, json: userShape(store.me, store) })],
    ...both('', request => ({ status: 200, json: repoShape(repoOf(store, request), store) })),
    ...both('/issues', request => listIssues(store, request)),
    ...both('/issues/comments', request => {
      const items = [...repoOf(store, request).items.values()]
      const all = items.flatMap(item => item.comments.map(comment => commentShape(item, comment, store)))
      return page(
        request,
        since(request, all, comment => comment.updated_at ?? ''),
        store,
      )
    }),
    ...both('/issues/{number:int}', request => ({ status: 200, json: itemShape(itemOf(store, request), store) })),
    ...both('/issues/{number:int}/comments', request => {
      const item = itemOf(store, request)
      return page(
        request,
        item.comments.map(comment => commentShape(item, comment, store)),
        store,
      )
    }),
    ...both('/issues/{number:int}/timeline', request =>
      page(request, timelineShape(itemOf(store, request), store), store),
    ),
    ...listRoutes(store, both),
    ...both('/pulls/{number:int}', request => {
      const item = itemOf(store, request)
      if (!item.pull) throw new Refusal(404, 'Not Found')
      const wantsDiff = String(request.headers.accept).includes('diff')
      const { text, ...json } = { text: item.pull.diff, ...itemShape(item, store) }
      return wantsDiff
        ? { status: 200, text, headers: { 'Content-Type': 'application/vnd.github.diff; charset=utf-8' } }
        : { status: 200, json }
    }),
  ]
}

function listIssues(store: Store, request: Request) {
  const { query } = request
  const field = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt'
  const state = query.get('state') ?? 'open'
  const latest = sorted(repoOf(store, request), field, 'both').filter(item => state === 'all' || item.state === state)
  const creator = query.get('creator')?.toLowerCase()
  const own = creator === undefined ? latest : latest.filter(({ user }) => user.login.toLowerCase() === creator)
  const items = query.get('direction') === 'asc' ? own.toReversed() : own
  const from = Date.parse(query.get('since') ?? '')
  const found = Number.isNaN(from) ? items : items.filter(item => item.updatedAt >= from)
  return page(request, found, store, item => itemShape(item, store))
}

function since<T>({ query }: Request, all: readonly T[], time: (one: T) => string): readonly T[] {
  const from = query.get('since') ?? ''
  return all.filter(one => time(one) >= from)
}
