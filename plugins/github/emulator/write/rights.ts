import type { Item, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { notAllowed, notForThisToken } from './refusals.ts'

/** Whether the token may push, and so set labels, assignees, milestones and types. */
export function mayPush({ rights }: Store): boolean {
  return rights === 'admin' || rights === 'write'
}

/** Refuses a token that may only read. */
export function mustWrite({ rights }: Store): void {
  if (rights === 'none') throw notForThisToken()
}

/** Refuses who may not push. */
export function mustPush(store: Store): void {
  mustWrite(store)
  if (!mayPush(store)) throw notAllowed()
}

/** Refuses who neither wrote it nor may push. */
export function mustOwn(store: Store, { user }: { readonly user: User }): void {
  mustWrite(store)
  if (user !== store.me && !mayPush(store)) throw notAllowed()
}

/** Refuses to say more about a locked issue. */
export function mustBeOpenToWords(store: Store, { locked }: Item): boolean {
  return !locked || mayPush(store)
}
