import type { Item, Repo } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal, type Request } from '../http/message.ts'

/** The repository of a request; one that was renamed redirects to its number. */
export function repoOf(store: Store, { method, params, path }: Request): Repo {
  const { id, owner, repo: name } = params
  const repo = id === undefined ? store.repo(`${owner}/${name}`) : store.repos.find(each => each.id === Number(id))
  if (!repo || repo.hidden) throw new Refusal(404, 'Not Found')
  if (id !== undefined || name?.toLowerCase() === repo.name.toLowerCase()) return repo
  const rest = path.replace(/^(?:\/api\/v3)?\/repos\/[^/]+\/[^/?]+/, '')
  throw redirect(method, `${store.base}${prefixOf(path)}/repositories/${repo.id}${rest}`)
}

/** The item of a request; one that was transferred redirects, one that was deleted is gone. */
export function itemOf(store: Store, request: Request): Item {
  const repo = repoOf(store, request)
  const number = Number(request.params.number)
  const item = repo.items.get(number)
  if (item) return item
  const former = repo.former.get(number)
  if (former === 'deleted') throw new Refusal(410, 'This issue was deleted')
  if (!former || former.repo.hidden) throw new Refusal(404, 'Not Found')
  const place = `${store.base}${prefixOf(request.path)}/repositories/${former.repo.id}/issues/${former.number}`
  throw redirect(request.method, place)
}

/** What is not a GET keeps its method. */
function redirect(method: string, location: string): Refusal {
  const isRead = method === 'GET'
  const message = isRead ? 'Moved Permanently' : 'Temporary Redirect'
  return new Refusal(isRead ? 301 : 307, message, { Location: location }, { url: location })
}

/** Enterprise Server answers with its own prefix. */
function prefixOf(path: string): string {
  return path.startsWith('/api/v3/') ? '/api/v3' : ''
}
