import type { User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal } from './message.ts'

/** What a request may carry a key in. */
export interface Carrier {
  readonly header: string | undefined
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * Who asks. Stock servers read the parameter and ignore every header; bugzilla.mozilla.org reads its header too.
 * A wrong key is HTTP 400 with the code 306; none at all is nobody.
 */
export function userOf(store: Store, token: string | undefined, { header, query, body }: Carrier): User | undefined {
  const parameter = query.get('api_key') ?? query.get('Bugzilla_api_key') ?? body.api_key ?? body.Bugzilla_api_key
  const key = (store.flavour === 'bmo' ? header : undefined) ?? parameter
  if (key === undefined || key === '') return undefined
  if (token !== undefined && key !== token) throw badKey()
  return store.me
}

export function badKey(): Refusal {
  return new Refusal(306, 'The API key you specified is invalid. Please check that you typed it correctly.')
}

/** The caller of something that nobody may do without an account. */
export function required(user: User | undefined): User {
  if (user) return user
  throw new Refusal(410, 'You must log in before using this part of Bugzilla.')
}
