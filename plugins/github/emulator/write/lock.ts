import type { Store } from '../data/store.ts'
import type { Reply, Request } from '../http/message.ts'
import { itemOf } from '../rest/place.ts'
import { invalid } from './refusals.ts'
import { mustPush } from './rights.ts'
import { bodyOf } from './values.ts'

const REASONS = ['off-topic', 'too heated', 'resolved', 'spam']

/** `PUT …/lock` {lock_reason} */
export function lock(store: Store, request: Request): Reply {
  const item = itemOf(store, request)
  mustPush(store)
  const { lock_reason: reason = null } = bodyOf(request)
  if (reason !== null && !REASONS.includes(String(reason))) {
    throw invalid({ value: reason, resource: 'Issue', field: 'lock_reason', code: 'invalid' })
  }
  store.before(item)
  Object.assign(item, { locked: true, lockReason: reason === null ? null : String(reason).replace('-', ' ') })
  store.touch(item)
  return { status: 204 }
}

/** `DELETE …/lock` */
export function unlock(store: Store, request: Request): Reply {
  const item = itemOf(store, request)
  mustPush(store)
  store.before(item)
  Object.assign(item, { locked: false, lockReason: null })
  store.touch(item)
  return { status: 204 }
}
