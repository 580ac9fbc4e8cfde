import { type Call, SourceError } from 'issuefs/source'
import { refused } from '../client/problem.ts'
import type { Variables } from '../client.ts'
import { type ItemKey, idOf } from '../model/key.ts'
import type { Site } from '../site.ts'
import { denialOf } from './denied.ts'

/** Sends a mutation, once. Throws `not-found` and `denied` in words. */
export async function mutate(site: Site, key: ItemKey, mutation: string, variables: Variables, call: Call) {
  const { data, errors } = await (await site.client(call)).graphql(mutation, variables, { once: true })
  if (errors.length === 0) return data
  const error = refused(errors, site)
  const known = denialOf(error.message, key)
  if (known === undefined && error.kind !== 'denied') throw error
  const sentence =
    known ?? `GitHub does not let this account do that to ${idOf(key)}: ask an administrator of the repository.`
  throw new SourceError('denied', sentence, { status: 403, cause: error })
}
