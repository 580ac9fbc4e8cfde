import { type Call, isSourceError, type SourceError } from 'issuefs/source'
import type { UserQuery } from '../client/writing.ts'
import type { JiraClient } from '../client.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { personName } from '../model/person.ts'
import type { Site } from '../site.ts'
import { invalid, nearestOf } from './invalid.ts'
import type { FindPerson } from './shape.ts'

type User = Readonly<Record<string, unknown>>

/**
 * Finds people by the name that Jira shows, by account id, e-mail address or user name: exactly one, or none.
 *
 * @param subject the issue or project of the save, for those who can be assigned
 */
export function peopleOf(site: Site, subject: NonNullable<UserQuery['assignable']>, call: Call): FindPerson {
  return async (key, word) => {
    const client = await site.client(call)
    const among = key === 'assignee' ? subject : undefined
    const exact = await named(client, word, among)
    if (exact.length === 1) return identity(client, exact[0]!)
    if (exact.length > 1) throw ambiguous(key, word, exact)
    if (among && (await named(client, word, undefined)).length > 0) {
      throw invalid(key, `"${word}" is a user, but cannot be assigned issues of this project`)
    }
    throw invalid(key, `nobody is called "${word}"${await alike(client, key, word, subject)}`)
  }
}

/** The users that a word names in full. */
async function named(client: JiraClient, word: string, among: UserQuery['assignable']): Promise<readonly User[]> {
  const found = await search(client, { text: word, ...(among && { assignable: among }) })
  const exact = found.filter(user => identities(user).includes(word.trim().toLowerCase()))
  if (exact.length > 0 || client.flavour !== 'cloud') return exact
  // An address that its owner hides is searched by Jira all the same, and never shown.
  if (/^[^\s@]+@[^\s@]+$/.test(word)) return found.length === 1 && !found[0]!.emailAddress ? found : []
  return isAccountId(word) ? search(client, { accountId: word, ...(among && { assignable: among }) }) : []
}

async function search(client: JiraClient, query: UserQuery): Promise<readonly User[]> {
  const people = listOf(await client.users(query)).map(objectOf)
  return people.filter(user => user.active !== false && (user.accountType ?? 'atlassian') !== 'app')
}

function identities({ displayName, emailAddress, name, key, accountId }: User): readonly string[] {
  return [displayName, emailAddress, name, key, accountId].flatMap(value => lineOf(value)?.toLowerCase() ?? [])
}

/** `5b10ac8d82e05b22cc7d4ef5`, `712020:…-…`, `qm:…-…:…-…` */
function isAccountId(word: string): boolean {
  return /^(?:[0-9a-f]{24}|[\w-]+(?::[\w-]+)+)$/i.test(word.trim())
}

/** How the REST API wants a user named. */
function identity(client: JiraClient, user: User): unknown {
  return client.flavour === 'cloud' ? { accountId: user.accountId } : { name: user.name }
}

function ambiguous(key: string, word: string, people: readonly User[]): SourceError {
  const ways = people.map(user => lineOf(user.emailAddress) ?? lineOf(user.name) ?? lineOf(user.accountId))
  return invalid(key, `"${word}" names ${people.length} people; write ${ways.join(' or ')} instead`)
}

/**
 * Whom the word may have meant: people found by its beginning, else who can be assigned. Jira lists people only for a word,
 * and nobody at all to who may not browse them.
 */
async function alike(
  client: JiraClient,
  key: string,
  word: string,
  subject: NonNullable<UserQuery['assignable']>,
): Promise<string> {
  const questions: readonly UserQuery[] = [
    { text: word.trim().slice(0, 2), ...(key === 'assignee' && { assignable: subject }) },
    { text: client.flavour === 'cloud' ? '' : '.', assignable: subject },
  ]
  for (const question of questions) {
    const found = await search(client, question).catch(refused)
    const names = found.flatMap(user => personName(user) ?? [])
    if (names.length > 0) return `; the nearest: ${nearestOf(word, names)}`
  }
  return ', or this account may not search for people (the permission “Browse Users and Groups”)'
}

/** A hint that cannot be had is none. */
function refused(thrown: unknown): readonly User[] {
  if (isSourceError(thrown) && ['invalid', 'denied', 'not-found'].includes(thrown.kind)) return []
  throw thrown
}
