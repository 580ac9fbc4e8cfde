import { type Call, SourceError } from 'issuefs/source'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { nearest } from '../nearest.ts'
import type { Site } from '../site.ts'
import { type Criteria, readParameters } from './criteria.ts'

/** The criteria of a saved search of the account. Throws `not-found` that names the nearest ones. */
export async function savedCriteria(site: Site, call: Call, name: string): Promise<Criteria> {
  const client = await site.client(call)
  const login = client.flavour === 'bmo' ? lineOf(objectOf(await site.whoami(call)).name) : site.credentials.login
  if (login === undefined) {
    const remedy = 'a stock server gives saved searches by login name: set --login or BUGZILLA_LOGIN'
    throw new SourceError('invalid', `The saved search “${name}” cannot be looked up: ${remedy}.`)
  }
  const [user] = listOf(objectOf(await client.savedSearches(login)).users)
  const searches = listOf(objectOf(user).saved_searches).map(objectOf)
  const found = searches.find(search => lineOf(search.name)?.toLowerCase() === name.trim().toLowerCase())
  if (found === undefined) {
    const near = nearest(
      name,
      searches.flatMap(search => lineOf(search.name) ?? []),
    )
    const hint = near.length > 0 ? `the nearest are ${near.join(', ')}` : 'the account has none'
    throw new SourceError('not-found', `${login} has no saved search “${name}” at ${site.url}: ${hint}.`)
  }
  const read = readParameters(new URLSearchParams(String(found.query ?? '')))
  if ('criteria' in read) return read.criteria
  throw new SourceError('invalid', `The saved search “${name}” only names another one: give that one.`)
}
