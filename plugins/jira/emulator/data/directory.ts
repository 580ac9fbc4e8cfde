import { createHash } from 'node:crypto'
import type { Flavour } from '../options.ts'
import type { Fields, User } from './model.ts'

/** A person, before the site's flavour gives the shape. */
export interface Person {
  readonly name: string
  readonly displayName: string
  readonly key?: string
  readonly emailAddress?: string
  readonly active?: boolean
  readonly timeZone?: string
}

/** The users of the site. */
export interface Directory {
  /** Who asks. */
  readonly me: User
  all(): readonly User[]
  /** The user of a person; the same object each time. */
  of(person: Person): User
  /** By account id, name, key, e-mail address or display name, whatever the case. */
  find(id: string): User | undefined
}

/** A directory whose caller is `me`; `base` is the site's address without a final slash. */
export function createDirectory(flavour: Flavour, base: string, me: Person): Directory {
  const users = new Map<string, User>()
  const index = new Map<string, User>()
  const of = (person: Person): User => {
    const known = users.get(person.name)
    if (known) return known
    const user = flavour === 'cloud' ? cloudUser(base, person) : dataCenterUser(base, person)
    users.set(person.name, user)
    for (const name of identities(user)) if (!index.has(name)) index.set(name, user)
    return user
  }
  return { me: of(me), all: () => [...users.values()], of, find: id => index.get(id.toLowerCase()) }
}

/** Everything that names a user, in lower case. */
export function identities(user: Fields): readonly string[] {
  return [user.accountId, user.name, user.key, user.emailAddress, user.displayName]
    .filter(value => typeof value === 'string')
    .map(value => value.toLowerCase())
}

function cloudUser(base: string, person: Person): User {
  const accountId = createHash('sha1').update(person.name).digest('hex').slice(0, 24)
  return {
    self: `${base}/rest/api/3/user?accountId=${accountId}`,
    accountId,
    ...(person.emailAddress ? { emailAddress: person.emailAddress } : {}),
    avatarUrls: { '48x48': `${base}/avatar/${accountId}?size=48` },
    displayName: person.displayName,
    active: person.active ?? true,
    timeZone: person.timeZone ?? 'Etc/UTC',
    accountType: 'atlassian',
  }
}

function dataCenterUser(base: string, person: Person): User {
  return {
    self: `${base}/rest/api/2/user?username=${encodeURIComponent(person.name)}`,
    name: person.name,
    key: person.key ?? person.name,
    ...(person.emailAddress ? { emailAddress: person.emailAddress } : {}),
    avatarUrls: { '48x48': `${base}/secure/useravatar?size=48` },
    displayName: person.displayName,
    active: person.active ?? true,
    timeZone: person.timeZone ?? 'Etc/UTC',
  }
}
