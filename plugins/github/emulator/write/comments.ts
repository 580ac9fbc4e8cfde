import type { Comment, Item } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal, type Reply, type Request } from '../http/message.ts'
import { commentShape } from '../present/rest.ts'
import { itemOf, repoOf } from '../rest/place.ts'
import { mustBeOpenToWords, mustOwn, mustWrite } from './rights.ts'
import { bodyOf, textIn } from './values.ts'

/** `POST …/comments` */
export function createComment(store: Store, request: Request, take: () => void): Reply {
  const item = itemOf(store, request)
  mustWrite(store)
  if (!mustBeOpenToWords(store, item)) {
    throw new Refusal(403, 'Unable to create comment because issue is locked.')
  }
  const body = textIn(bodyOf(request), 'IssueComment')
  take()
  store.before(item)
  const now = store.now()
  const comment = { id: store.nextId(), user: store.me, createdAt: now, updatedAt: now, body }
  item.comments.push(comment)
  store.touch(item)
  return { status: 201, json: commentShape(item, comment, store) }
}

/** `PATCH …/issues/comments/{id}` */
export function patchComment(store: Store, request: Request): Reply {
  return patch(store, request, item => item.comments)
}

/** `PATCH …/pulls/comments/{id}`: a remark on a line of the diff. */
export function patchRemark(store: Store, request: Request): Reply {
  return patch(store, request, item => (item.pull?.reviews ?? []).flatMap(({ remarks }) => remarks))
}

/** `PUT …/pulls/{number}/reviews/{id}`: the text of a review. */
export function putReview(store: Store, request: Request): Reply {
  return patch(store, request, item => item.pull?.reviews ?? [])
}

function patch(store: Store, request: Request, among: (item: Item) => readonly Comment[]): Reply {
  const { params } = request
  const id = Number(params.comment)
  for (const item of repoOf(store, request).items.values()) {
    const comment = among(item).find(each => each.id === id)
    if (!comment) continue
    mustOwn(store, comment)
    const body = textIn(bodyOf(request), 'IssueComment')
    store.before(item)
    Object.assign(comment, { body, updatedAt: store.now() })
    store.touch(item)
    return { status: 200, json: commentShape(item, comment, store) }
  }
  throw new Refusal(404, 'Not Found')
}
