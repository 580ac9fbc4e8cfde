import type { Item, Pull } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal, type Reply, type Request } from '../http/message.ts'
import { itemShape } from '../present/rest.ts'
import { itemOf } from '../rest/place.ts'
import { invalid } from './refusals.ts'
import { mustOwn, mustPush } from './rights.ts'
import { bodyOf, namesIn, peopleNamed } from './values.ts'

/** The branches that there are. */
const BRANCHES = ['main', 'next', 'release']

/** `PATCH …/pulls/{number}` {base} */
export function patchPull(store: Store, request: Request): Reply {
  const { item, pull } = pullOf(store, request)
  mustOwn(store, item)
  const { base } = bodyOf(request)
  if (base !== undefined && !BRANCHES.includes(String(base))) {
    throw invalid({ value: base, resource: 'PullRequest', field: 'base', code: 'invalid' })
  }
  if (base !== undefined && item.state === 'closed') {
    throw invalid({
      resource: 'PullRequest',
      field: 'base',
      code: 'custom',
      message: 'Cannot change the base branch of a closed pull request.',
    })
  }
  store.before(item)
  if (base !== undefined) pull.base = String(base)
  store.touch(item)
  return { status: 200, json: itemShape(item, store) }
}

/** `POST …/requested_reviewers` {reviewers, team_reviewers}: it knows no teams. */
export function addReviewers(store: Store, request: Request): Reply {
  const { item, pull } = pullOf(store, request)
  mustPush(store)
  const { reviewers = [], team_reviewers = [] } = bodyOf(request)
  const logins = namesIn(reviewers)
  if (namesIn(team_reviewers).length > 0)
    throw new Refusal(422, "Could not resolve to a node with the global id of ''.")
  if (logins.some(login => login.toLowerCase() === item.user.login.toLowerCase())) {
    throw new Refusal(422, 'Review cannot be requested from pull request author.')
  }
  const people = peopleNamed(item.repo, logins)
  if (people.length < logins.length) {
    throw new Refusal(
      422,
      'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator.',
    )
  }
  store.before(item)
  for (const user of people) if (!pull.requested.includes(user)) pull.requested.push(user)
  store.touch(item)
  return { status: 201, json: itemShape(item, store) }
}

/** `DELETE …/requested_reviewers` {reviewers} */
export function removeReviewers(store: Store, request: Request): Reply {
  const { item, pull } = pullOf(store, request)
  mustPush(store)
  const gone = new Set(namesIn(bodyOf(request).reviewers ?? []).map(login => login.toLowerCase()))
  store.before(item)
  const left = pull.requested.filter(({ login }) => !gone.has(login.toLowerCase()))
  pull.requested.splice(0, pull.requested.length, ...left)
  store.touch(item)
  return { status: 200, json: itemShape(item, store) }
}

function pullOf(store: Store, request: Request): { readonly item: Item; readonly pull: Pull } {
  const item = itemOf(store, request)
  if (!item.pull) throw new Refusal(404, 'Not Found')
  return { item, pull: item.pull }
}
