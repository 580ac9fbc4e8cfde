import { identities } from '../data/directory.ts'
import { type Call, ok, type Reply, type Route, wholeNumber } from '../http/message.ts'
import type { Site } from '../site.ts'

/** Search for users by part of a name; every active user can be assigned everything. */
export function userRoutes(site: Site): readonly Route[] {
  return [
    ['GET', '/rest/api/{api}/user/search', search],
    ['GET', '/rest/api/{api}/user/assignable/search', search],
  ]

  function search(call: Call): Reply {
    const query = (call.query.get('query') ?? call.query.get('username') ?? '').toLowerCase()
    const startAt = Math.max(0, wholeNumber(call.query.get('startAt'), 0))
    const maxResults = Math.max(1, wholeNumber(call.query.get('maxResults'), 50))
    const accountId = call.query.get('accountId')
    const found = site.store.users
      .all()
      .filter(user => user.active === true)
      .filter(user => (accountId ? user.accountId === accountId : identities(user).some(name => name.includes(query))))
    return ok(found.slice(startAt, startAt + maxResults))
  }
}
