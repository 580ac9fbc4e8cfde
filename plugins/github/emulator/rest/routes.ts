import type { Item, Repo } from '../data/model.ts'
import { type Store, sorted } from '../data/store.ts'
import { type Handler, Refusal, type Request, type Route } from '../http/message.ts'
import { commentShape, itemShape, repoShape, timelineShape, userShape } from '../present/rest.ts'
import { page } from './page.ts'

/** The part of REST that is served. `/repositories/{id}` is where redirects lead. */
export function restRoutes(store: Store): readonly Route[] {
  const repos = '/repos/{owner}/{repo}'
  const both = (rest: string, handler: Handler): readonly Route[] => [
    ['GET', `${repos}${rest}`, handler],
    ['GET', `/repositories/{id:int}${rest}`, handler],
  ]
  return [
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
  const items = query.get('direction') === 'asc' ? latest.toReversed() : latest
  const from = Date.parse(query.get('since') ?? '')
  const found = Number.isNaN(from) ? items : items.filter(item => item.updatedAt >= from)
  return page(request, found, store, item => itemShape(item, store))
}

function since<T>({ query }: Request, all: readonly T[], time: (one: T) => string): readonly T[] {
  const from = query.get('since') ?? ''
  return all.filter(one => time(one) >= from)
}

/** The repository of a request; one that was renamed redirects to its number. */
function repoOf(store: Store, { params, path }: Request): Repo {
  const { id, owner, repo: name } = params
  const repo = id === undefined ? store.repo(`${owner}/${name}`) : store.repos.find(each => each.id === Number(id))
  if (!repo || repo.hidden) throw new Refusal(404, 'Not Found')
  if (id !== undefined || name?.toLowerCase() === repo.name.toLowerCase()) return repo
  const rest = path.replace(/^(?:\/api\/v3)?\/repos\/[^/]+\/[^/?]+/, '')
  throw redirect(`${store.base}${prefixOf(path)}/repositories/${repo.id}${rest}`)
}

/** The item of a request; one that was transferred redirects, one that was deleted is gone. */
function itemOf(store: Store, request: Request): Item {
  const repo = repoOf(store, request)
  const number = Number(request.params.number)
  const item = repo.items.get(number)
  if (item) return item
  const former = repo.former.get(number)
  if (former === 'deleted') throw new Refusal(410, 'This issue was deleted')
  if (!former || former.repo.hidden) throw new Refusal(404, 'Not Found')
  throw redirect(`${store.base}${prefixOf(request.path)}/repositories/${former.repo.id}/issues/${former.number}`)
}

function redirect(location: string): Refusal {
  return new Refusal(301, 'Moved Permanently', { Location: location }, { url: location })
}

/** Enterprise Server answers with its own prefix. */
function prefixOf(path: string): string {
  return path.startsWith('/api/v3/') ? '/api/v3' : ''
}
