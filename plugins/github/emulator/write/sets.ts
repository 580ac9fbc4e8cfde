import type { Item } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal, type Reply, type Request } from '../http/message.ts'
import { itemShape } from '../present/rest.ts'
import { itemOf } from '../rest/place.ts'
import { mayPush, mustPush, mustWrite } from './rights.ts'
import { bodyOf, labelNamed, namesIn, peopleNamed } from './values.ts'

/** `POST …/labels`: adds; makes those that the repository does not have. */
export function addLabels(store: Store, request: Request): Reply {
  const item = itemOf(store, request)
  mustPush(store)
  const { labels } = bodyOf(request)
  const names = namesIn(labels ?? []).map(name => labelNamed(item.repo, name))
  change(store, item, { labels: [...new Set([...item.labels, ...names])] })
  return { status: 200, json: item.labels.map(name => ({ name })) }
}

/** `DELETE …/labels/{name}` */
export function removeLabel(store: Store, request: Request): Reply {
  const item = itemOf(store, request)
  mustPush(store)
  const name = decodeURIComponent(request.params.name ?? '').toLowerCase()
  const left = item.labels.filter(label => label.toLowerCase() !== name)
  if (left.length === item.labels.length) throw new Refusal(404, 'Label does not exist')
  change(store, item, { labels: left })
  return { status: 200, json: item.labels.map(label => ({ name: label })) }
}

/** `POST …/assignees`: adds those who can be; without the right, nobody, and says nothing of it. */
export function addAssignees(store: Store, request: Request): Reply {
  return assignees(store, request, 201, (item, logins) => [
    ...new Set([...item.assignees, ...peopleNamed(item.repo, logins)]),
  ])
}

/** `DELETE …/assignees` */
export function removeAssignees(store: Store, request: Request): Reply {
  return assignees(store, request, 200, (item, logins) => {
    const gone = new Set(logins.map(login => login.toLowerCase()))
    return item.assignees.filter(({ login }) => !gone.has(login.toLowerCase()))
  })
}

function assignees(
  store: Store,
  request: Request,
  status: number,
  next: (item: Item, logins: readonly string[]) => Item['assignees'],
): Reply {
  const item = itemOf(store, request)
  mustWrite(store)
  if (mayPush(store)) change(store, item, { assignees: next(item, namesIn(bodyOf(request).assignees ?? [])) })
  return { status, json: itemShape(item, store) }
}

function change(store: Store, item: Item, fields: Partial<Pick<Item, 'labels' | 'assignees'>>): void {
  store.before(item)
  Object.assign(item, fields)
  store.touch(item)
}
