import { lineOf, listOf, objectOf } from './json.ts'

/** The fields of a Jira site: what people call them, and of which kind they are. */
export interface FieldDirectory {
  /** The human name of a custom field, unique on this site. */
  name(id: string): string | undefined
  /** The last word of `schema.custom`: `textarea`, `gh-sprint`, `cascadingselect`, … */
  type(id: string): string | undefined
  has(id: string): boolean
}

/** Keys of our own front matter, which a custom field of the same name may not take. */
export const FRONT_KEYS = [
  'key',
  'url',
  'type',
  'status',
  'resolution',
  'priority',
  'assignee',
  'reporter',
  'labels',
  'components',
  'affects',
  'fix versions',
  'sprint',
  'epic',
  'parent',
  'subtasks',
  'links',
  'due',
  'original estimate',
  'remaining estimate',
  'time spent',
  'votes',
  'watchers',
  'environment',
  'security',
  'created',
  'updated',
  'resolved',
  'attachments',
  'revision',
] as const

/**
 * A directory from the answer of `GET field`.
 *
 * Fields that share a name, and those named like a key of ours, carry their number: `Team (10042)`. It depends on the
 * site alone, so that a field is called the same in every issue.
 */
export function fieldDirectory(answer: unknown): FieldDirectory {
  const fields = listOf(answer)
    .map(objectOf)
    .flatMap(field => {
      const id = lineOf(field.id)
      return id === undefined
        ? []
        : [{ id, name: lineOf(field.name) ?? id, type: lineOf(objectOf(field.schema).custom) }]
    })
  const custom = fields.filter(field => field.id.startsWith('customfield_'))
  const uses = new Map<string, number>(FRONT_KEYS.map(key => [key, 1]))
  for (const { name } of custom) uses.set(name.toLowerCase(), (uses.get(name.toLowerCase()) ?? 0) + 1)
  const names = new Map(
    custom.map(({ id, name }) => [id, uses.get(name.toLowerCase()) === 1 ? name : `${name} (${numberOf(id)})`]),
  )
  const types = new Map(custom.flatMap(({ id, type }) => (type ? [[id, type.slice(type.lastIndexOf(':') + 1)]] : [])))
  const ids = new Set(fields.map(field => field.id))
  return { name: id => names.get(id), type: id => types.get(id), has: id => ids.has(id) }
}

function numberOf(id: string): string {
  return id.slice('customfield_'.length)
}
