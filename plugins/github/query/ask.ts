import type { Call } from 'issuefs/source'
import { refused } from '../client/problem.ts'
import { type GraphqlAnswer, isTooMuch } from '../client.ts'
import { type JsonObject, lineOf, listOf, objectOf } from '../model/json.ts'
import { LEAST, type Site } from '../site.ts'
import { features } from './selection.ts'

/** Makes a query for what the server is not known to lack. */
export type Build = (lacks: ReadonlySet<string>) => string

/**
 * Asks GraphQL, leaving out what the server does not know or the token may not read; remembers it for the session.
 * Throws when there is nothing in the answer; where a part is refused, that part is null.
 */
export async function askGraphql(
  site: Site,
  call: Call,
  build: Build,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<GraphqlAnswer> {
  const client = await site.client(call)
  for (;;) {
    const asked = new Set(site.lacks)
    const answer = await client.graphql(build(asked), variables)
    const fresh = lackedBy(answer.errors).filter(name => !asked.has(name))
    if (fresh.length === 0) {
      if (Object.values(answer.data).every(part => part === null) && answer.errors.length > 0) {
        throw refused(answer.errors, site)
      }
      return answer
    }
    for (const name of fresh) site.lacks.add(name)
  }
}

/** Asks for a page; while GitHub takes too long for it, for half as many. */
export async function askPage<T>(site: Site, ask: (size: number) => Promise<T>): Promise<T> {
  for (;;) {
    const { size } = site.pages
    try {
      return await ask(size)
    } catch (error) {
      if (!isTooMuch(error) || size <= LEAST) throw error
      if (site.pages.size === size) site.pages.size = Math.max(LEAST, Math.floor(size / 2))
    }
  }
}

/** The features that the errors of an answer name. */
function lackedBy(errors: readonly JsonObject[]): readonly string[] {
  return errors.filter(isLack).flatMap(error => {
    const [message] = (lineOf(error.message) ?? '').split('but your token has only been granted')
    const told = [message, ...listOf(error.path).map(String)].join(' ')
    return features.filter(feature => feature.told.test(told)).map(({ name }) => name)
  })
}

/** What lies in an organization that wants single sign-on says nothing about other places. */
function isLack({ message, type, extensions }: JsonObject): boolean {
  if (objectOf(extensions).saml_failure === true) return false
  const code = JSON.stringify(extensions) ?? ''
  return (
    type === 'INSUFFICIENT_SCOPES' ||
    type === 'FORBIDDEN' ||
    /undefinedField|argumentNotAccepted|undefinedType|selectionMismatch/.test(code) ||
    /doesn't exist|doesn't accept argument|No such type/.test(String(message))
  )
}
