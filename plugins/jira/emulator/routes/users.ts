import { identities } from '../data/directory.ts'
import { type Call, ok, Refusal, type Reply, type Route, wholeNumber } from '../http/message.ts'
import type { Site } from '../site.ts'

/** Search for users by the beginnings of their names; every active user can be assigned everything. */
export function userRoutes(site: Site): readonly Route[] {
  const cloud = site.store.flavour === 'cloud'
  return [
    ['GET', '/rest/api/{api}/user/search', search],
    ['GET', '/rest/api/{api}/user/assignable/search', assignable],
  ]

  function assignable(call: Call): Reply {
    if (!['project', 'issueKey', 'issueId'].some(name => call.query.get(name)))
      throw new Refusal(400, ['Either the "project" or the "issueKey" query parameter must be provided.'])
    return search(call)
  }

  function search(call: Call): Reply {
    const { query: words, accountId } = searched(call)
    const query = words.toLowerCase()
    const startAt = Math.max(0, wholeNumber(call.query.get('startAt'), 0))
    const maxResults = Math.max(1, wholeNumber(call.query.get('maxResults'), 50))
    const people = site.rights.has('browse users') ? site.store.users.all() : []
    const found = people
      .filter(user => user.active === true)
      .filter(user => (accountId ? user.accountId === accountId : identities(user).some(name => begins(name, query))))
    return ok(found.slice(startAt, startAt + maxResults))
  }

  /** Cloud has no user names, Data Center nothing else; neither lists people whom nothing is said of. */
  function searched(call: Call): { readonly query: string; readonly accountId: string | null } {
    const [query, username, accountId] = ['query', 'username', 'accountId'].map(name => call.query.get(name))
    if (cloud && username)
      throw new Refusal(400, ['The query parameter "username" is not supported in GDPR strict mode.'])
    const isAnybodys = call.path.includes('/assignable/')
    if (cloud && !query && !accountId && !isAnybodys)
      throw new Refusal(400, ['One of "query", "accountId" and "property" must be provided.'])
    if (!cloud && !username && !isAnybodys) throw new Refusal(400, ['The username query parameter was not provided.'])
    return { query: (cloud ? query : username) ?? '', accountId: cloud ? (accountId ?? null) : null }
  }
}

/** Data Center takes a stop for everybody. */
function begins(name: string, query: string): boolean {
  return query === '.' || name.startsWith(query) || name.split(/[\s@.]+/).some(word => word.startsWith(query))
}
