import type { Item } from '../data/model.ts'
import { fullName, iso, type Store } from '../data/store.ts'
import { Refusal, type Reply, type Request } from '../http/message.ts'
import { itemShape } from '../present/rest.ts'
import { itemOf, repoOf } from '../rest/place.ts'
import { invalid } from './refusals.ts'
import { mayPush, mustOwn, mustWrite } from './rights.ts'
import {
  type Body,
  bodyOf,
  labelNamed,
  milestoneAt,
  namesIn,
  peopleNamed,
  textIn,
  titleIn,
  typeNamed,
} from './values.ts'

/** `POST …/issues`. What only who may push can set is dropped without a word. */
export function createIssue(store: Store, request: Request, take: () => void): Reply {
  const repo = repoOf(store, request)
  if (!repo.hasIssues) throw new Refusal(410, 'Issues has been disabled in this repository.')
  mustWrite(store)
  const body = bodyOf(request)
  const title = titleIn(body)
  const text = body.body === undefined || body.body === null ? null : textIn(body, 'Issue')
  const more = mayPush(store) ? valuesIn(store, repo.items.values().next().value, body, repo) : {}
  take()
  const item = store.add(repo, { title, body: text, ...more })
  const url = `${store.base}/repos/${fullName(repo)}/issues/${item.number}`
  return { status: 201, json: itemShape(item, store), headers: { Location: url } }
}

/** `PATCH …/issues/{number}` */
export function patchIssue(store: Store, request: Request): Reply {
  const item = itemOf(store, request)
  mustOwn(store, item)
  const body = bodyOf(request)
  const title = body.title === undefined || body.title === null ? item.title : titleIn(body)
  const text = body.body === undefined ? item.body : body.body === null ? null : textIn(body, 'Issue')
  const state = stateIn(item, body)
  const more = mayPush(store) ? valuesIn(store, item, body, item.repo) : {}
  store.before(item)
  const events = [
    ...(title === item.title ? [] : [{ event: 'renamed', rename: { from: item.title, to: title } }]),
    ...(state.state === item.state
      ? []
      : [{ event: state.state === 'closed' ? 'closed' : 'reopened', state_reason: state.stateReason }]),
  ]
  const isChanged = title !== item.title || text !== item.body || state.stateReason !== item.stateReason
  const closedAt = state.state === 'open' ? null : item.state === 'open' ? store.now() : item.closedAt
  const actor = { login: store.me.login }
  item.events.push(...events.map(event => ({ ...event, actor, created_at: iso(store.now()) })))
  if (isChanged || events.length > 0 || Object.keys(more).length > 0) {
    Object.assign(item, { title, body: text, ...state, closedAt, ...more })
    store.touch(item)
  }
  return { status: 200, json: itemShape(item, store) }
}

/** The reason is heeded only together with the state. */
function stateIn(item: Item, { state, state_reason }: Body): Pick<Item, 'state' | 'stateReason'> {
  const { state: was, stateReason } = item
  if (state === undefined || state === null) return { state: was, stateReason }
  if (state !== 'open' && state !== 'closed') {
    throw invalid({ value: state, resource: 'Issue', field: 'state', code: 'invalid' })
  }
  if (item.pull) {
    if (item.pull.mergedAt !== null && state === 'open') {
      throw invalid({ resource: 'Issue', field: 'state', code: 'custom', message: 'state cannot be changed.' })
    }
    return { state, stateReason: null }
  }
  const reasons = state === 'closed' ? ['completed', 'not_planned', 'duplicate'] : ['reopened']
  if (state_reason !== undefined && state_reason !== null && !reasons.includes(String(state_reason))) {
    throw invalid({ value: state_reason, resource: 'Issue', field: 'state_reason', code: 'invalid' })
  }
  if (typeof state_reason === 'string') return { state, stateReason: state_reason }
  return { state, stateReason: state === was ? stateReason : reasons[0]! }
}

type Values = Partial<Pick<Item, 'labels' | 'assignees' | 'milestone' | 'type'>>

/** What only who may push can set. Lists replace what is there. */
function valuesIn(store: Store, item: Item | undefined, body: Body, repo: Item['repo']): Values {
  const { labels, assignees, milestone, type } = body
  const logins = namesIn(assignees ?? [])
  const people = peopleNamed(repo, logins)
  const stranger = logins.find(login => !people.some(user => user.login.toLowerCase() === login.toLowerCase()))
  if (stranger !== undefined) {
    throw invalid({ value: stranger, resource: 'Issue', field: 'assignees', code: 'invalid' })
  }
  const title = milestone === null ? null : milestone === undefined ? undefined : milestoneAt(repo, milestone).title
  const kind = type === null ? null : type === undefined || item?.pull ? undefined : typeNamed(repo, type)
  return {
    ...(labels !== undefined && { labels: namesIn(labels).map(name => labelNamed(repo, name)) }),
    ...(assignees !== undefined && { assignees: people.map(({ login }) => store.user(login)) }),
    ...(title !== undefined && { milestone: title }),
    ...(kind !== undefined && { type: kind }),
  }
}
