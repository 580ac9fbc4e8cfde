import type { Item, Milestone, Repo, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal, type Request } from '../http/message.ts'
import { type Invalid, invalid } from './refusals.ts'

export type Body = Readonly<Record<string, unknown>>

/** The most that a text may have. */
const LONGEST = 65_536

/** The JSON object of a request. */
export function bodyOf({ body }: Request): Body {
  if (body === undefined) return {}
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Body
  throw new Refusal(422, 'Invalid request. For properties/body, an object is wanted.')
}

/** The title that was sent. */
export function titleIn({ title }: Body): string {
  if (typeof title !== 'string' || !title.trim())
    throw invalid({ resource: 'Issue', field: 'title', code: 'missing_field' })
  if ([...title].length > 256) throw invalid(tooLong('Issue', 'title', 256))
  return title
}

/** The text that was sent, as it came. */
export function textIn({ body }: Body, resource: string): string {
  if (typeof body !== 'string') throw invalid({ resource, field: 'body', code: 'missing_field' })
  if (resource === 'IssueComment' && !body.trim()) {
    throw invalid({ resource, field: 'data', code: 'custom', message: 'Body cannot be blank' })
  }
  if ([...body].length > LONGEST) throw invalid(tooLong(resource, 'body', LONGEST))
  return body
}

function tooLong(resource: string, field: string, most: number): Invalid {
  return { resource, field, code: 'custom', message: `${field} is too long (maximum is ${most} characters)` }
}

/** A list of names; names in objects too. */
export function namesIn(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.flatMap(one => (typeof one === 'string' ? [one] : typeof one?.name === 'string' ? [one.name] : []))
}

/** The label of that name, which need not be spelled alike. GitHub makes those that it does not know. */
export function labelNamed({ labels }: Repo, name: string): string {
  const known = [...labels].find(label => label.toLowerCase() === name.toLowerCase())
  if (known === undefined) labels.add(name)
  return known ?? name
}

/** Those of the logins that may be assigned. */
export function peopleNamed({ people }: Repo, logins: readonly string[]): readonly User[] {
  const wanted = new Set(logins.map(login => login.toLowerCase()))
  return [...people.values()].filter(({ login }) => wanted.has(login.toLowerCase()))
}

export function milestoneAt({ milestones }: Repo, number: unknown): Milestone {
  const found = milestones.find(one => one.number === number)
  if (found) return found
  throw invalid({ value: number, resource: 'Issue', field: 'milestone', code: 'invalid' })
}

export function typeNamed({ types }: Repo, name: unknown): string {
  const found = types.find(type => type.toLowerCase() === String(name).toLowerCase())
  if (found) return found
  throw new Refusal(422, `Issue type "${String(name)}" does not exist or is disabled`)
}

/** The item that has the identity. */
export function itemWith(store: Store, id: unknown): Item {
  const found = store.repos.flatMap(({ items }) => [...items.values()]).find(item => item.id === id)
  if (found) return found
  throw new Refusal(404, 'The provided sub-issue does not exist')
}
