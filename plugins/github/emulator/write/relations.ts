import type { Item } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal, type Reply, type Request } from '../http/message.ts'
import { itemShape } from '../present/rest.ts'
import { itemOf } from '../rest/place.ts'
import { mustPush } from './rights.ts'
import { bodyOf, itemWith } from './values.ts'

/** `POST …/sub_issues` {sub_issue_id, replace_parent} */
export function addSubIssue(store: Store, request: Request): Reply {
  const { parent, body } = placed(store, request)
  const child = itemWith(store, body.sub_issue_id)
  if (parent.subIssues.includes(child)) throw refused('Issue may not contain duplicate sub-issues')
  if (ancestors(parent).includes(child)) throw refused('Sub-issue may not create a circular dependency')
  if (child.parent && body.replace_parent !== true) throw refused('Sub issue may only have one parent')
  if (store.contended > 0) {
    store.contended -= 1
    throw refused('An error occured while adding the sub-issue to the parent issue. Priority has already been taken')
  }
  for (const item of [parent, child, ...(child.parent ? [child.parent] : [])]) store.before(item)
  if (child.parent) drop(child.parent.subIssues, child)
  child.parent = parent
  parent.subIssues.push(child)
  return done(store, 201, parent, child)
}

/** `DELETE …/sub_issue` {sub_issue_id} */
export function removeSubIssue(store: Store, request: Request): Reply {
  const { parent, body } = placed(store, request)
  const child = itemWith(store, body.sub_issue_id)
  if (!parent.subIssues.includes(child)) throw new Refusal(404, 'The provided sub-issue does not exist')
  for (const item of [parent, child]) store.before(item)
  drop(parent.subIssues, child)
  child.parent = null
  return done(store, 200, parent, child)
}

/** `POST …/dependencies/blocked_by` {issue_id} */
export function addBlocker(store: Store, request: Request): Reply {
  const { parent: waiting, body } = placed(store, request)
  const first = itemWith(store, body.issue_id)
  if (first === waiting) throw refused('Issue cannot be blocked by itself')
  if (first.pull) throw refused('Issue may not be blocked by a pull request')
  if (waiting.blockedBy.includes(first)) throw refused('Target issue has already been taken')
  for (const item of [waiting, first]) store.before(item)
  waiting.blockedBy.push(first)
  first.blocking.push(waiting)
  return done(store, 201, waiting, first)
}

/** `DELETE …/dependencies/blocked_by/{id}` */
export function removeBlocker(store: Store, request: Request): Reply {
  const { parent: waiting } = placed(store, request)
  const first = itemWith(store, Number(request.params.other))
  if (!waiting.blockedBy.includes(first)) throw new Refusal(404, 'Not Found')
  for (const item of [waiting, first]) store.before(item)
  drop(waiting.blockedBy, first)
  drop(first.blocking, waiting)
  return done(store, 200, waiting, first)
}

function placed(store: Store, request: Request) {
  const parent = itemOf(store, request)
  if (parent.pull) throw new Refusal(404, 'Not Found')
  mustPush(store)
  return { parent, body: bodyOf(request) }
}

function done(store: Store, status: number, item: Item, other: Item): Reply {
  store.touch(item)
  store.touch(other)
  return { status, json: itemShape(item, store) }
}

function ancestors(item: Item): readonly Item[] {
  return item.parent ? [item, ...ancestors(item.parent)] : [item]
}

function drop(list: Item[], item: Item): void {
  const at = list.indexOf(item)
  if (at >= 0) list.splice(at, 1)
}

function refused(message: string): Refusal {
  return new Refusal(422, message)
}
