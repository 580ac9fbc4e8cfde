import type { Vocabulary } from '../site.ts'
import type { RawIssue } from './issue.ts'
import { isObject, lineOf, listOf, numberOf, objectOf } from './json.ts'

/** What happened to an issue, as it is stored. */
export interface History {
  readonly id: number
  readonly project: string
  readonly subject?: string
  /** Journals that changed something, and commits, oldest first. */
  readonly journals: readonly unknown[]
  readonly changesets: readonly unknown[]
  /** Names of the ids in them, by attribute; of custom fields under `cf`, of people under `user`. */
  readonly names: Vocabulary
}

/** A history to store, with no more names than it needs. */
export function toHistory(raw: RawIssue, project: string, vocabulary: Vocabulary): History {
  const journals = listOf(raw.journals)
    .filter(journal => listOf(objectOf(journal).details).length > 0)
    .toSorted((a, b) => numberOf(objectOf(a).id) - numberOf(objectOf(b).id))
    .map(journal => Object.fromEntries(Object.entries(objectOf(journal)).filter(([name]) => name !== 'notes')))
  const subject = lineOf(raw.subject)
  const user = peopleOf(raw)
  const cf = Object.fromEntries(
    listOf(raw.custom_fields).flatMap(field => {
      const { id, name } = objectOf(field)
      return lineOf(id) && lineOf(name) ? [[lineOf(id)!, lineOf(name)!]] : []
    }),
  )
  const named = { ...vocabulary, user, cf }
  return {
    id: raw.id,
    project,
    ...(subject && { subject }),
    journals,
    changesets: listOf(raw.changesets),
    names: needed(named, journals),
  }
}

/** Everybody the issue speaks of, by id. */
function peopleOf(raw: RawIssue): Readonly<Record<string, string>> {
  const people = [raw.author, raw.assigned_to, ...listOf(raw.journals).map(journal => objectOf(journal).user)]
  return Object.fromEntries(
    people
      .filter(isObject)
      .flatMap(({ id, name }) => (lineOf(id) && lineOf(name) ? [[lineOf(id)!, lineOf(name)!]] : [])),
  )
}

function needed(names: Vocabulary, journals: readonly unknown[]): Vocabulary {
  const said = new Set(
    journals
      .flatMap(journal => listOf(objectOf(journal).details).map(objectOf))
      .flatMap(({ name, old_value, new_value }) => [name, old_value, new_value].map(value => lineOf(value) ?? '')),
  )
  return Object.fromEntries(
    Object.entries(names).flatMap(([attribute, known]) => {
      const found = Object.entries(known).filter(([id]) => said.has(id))
      return found.length > 0 ? [[attribute, Object.fromEntries(found)]] : []
    }),
  )
}
