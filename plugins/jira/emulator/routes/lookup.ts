import type { Issue } from '../data/model.ts'
import { type Call, Refusal } from '../http/message.ts'
import type { Api } from '../present/parts.ts'
import type { Site } from '../site.ts'

/** The issue a path names, by id, key or former key. */
export function issueOf(site: Site, call: Call): Issue {
  const issue = site.store.find(call.params.issue ?? '')
  if (issue) return issue
  const cloud = site.store.flavour === 'cloud'
  throw new Refusal(404, [
    cloud ? 'Issue does not exist or you do not have permission to see it.' : 'Issue Does Not Exist',
  ])
}

/** The REST version a path names. */
export function apiOf(call: Call): Api {
  return call.params.api === '3' ? '3' : '2'
}

/** The body of a request as an object; anything else is refused. */
export function bodyOf(call: Call): Readonly<Record<string, unknown>> {
  if (typeof call.body === 'object' && call.body !== null) return call.body as Readonly<Record<string, unknown>>
  throw new Refusal(400, ['Invalid request payload. Refer to the REST API documentation and try again.'])
}
