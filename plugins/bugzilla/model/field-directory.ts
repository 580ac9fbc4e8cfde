import { lineOf, listOf, objectOf } from './json.ts'

/** The fields of a Bugzilla: what people call them, and of which kind they are. */
export interface FieldDirectory {
  /** The label of a custom field, unique on this site. */
  label(name: string): string | undefined
  /** The number of its type, as in `FIELD_TYPE_*` of Bugzilla::Constants: 4 is a text of several lines. */
  type(name: string): number | undefined
  has(name: string): boolean
  /** The custom fields that there are. */
  readonly custom: readonly CustomField[]
}

/** `FIELD_TYPE_*` of Bugzilla::Constants, of those that are not just a line of text. */
export const TYPES = { text: 4, moment: 5, bug: 6, day: 9, number: 10 } as const

/** A field that the administrator of a site has made. */
export interface CustomField {
  readonly name: string
  /** Unique on this site. */
  readonly label: string
  readonly type: number | undefined
}

/** Keys of our own front matter, which a custom field of the same label may not take. */
export const FRONT_KEYS = [
  'key',
  'url',
  'alias',
  'classification',
  'product',
  'component',
  'type',
  'status',
  'resolution',
  'duplicate of',
  'confirmed',
  'priority',
  'severity',
  'assignee',
  'reporter',
  'qa contact',
  'cc',
  'keywords',
  'whiteboard',
  'version',
  'platform',
  'os',
  'milestone',
  'depends on',
  'blocks',
  'duplicates',
  'see also',
  'link',
  'flags',
  'groups',
  'deadline',
  'estimated hours',
  'actual hours',
  'remaining hours',
  'description',
  'description tags',
  'created',
  'updated',
  'attachments',
  'obsolete attachments',
  'revision',
] as const

/**
 * A directory from the answer of `GET field/bug`.
 *
 * Labels that two fields share, and those that are keys of ours, carry the field's name: `Team (cf_team)`. It depends
 * on the site alone, so that a field is called the same in every bug.
 */
export function fieldDirectory(answer: unknown): FieldDirectory {
  const fields = listOf(objectOf(answer).fields)
    .map(objectOf)
    .flatMap(field => {
      const name = lineOf(field.name)
      const type = typeof field.type === 'number' ? field.type : undefined
      return name === undefined ? [] : [{ name, label: lineOf(field.display_name) ?? name, type }]
    })
  const custom = fields.filter(({ name }) => isCustom(name))
  const uses = new Map<string, number>(FRONT_KEYS.map(key => [key, 1]))
  for (const { label } of custom) uses.set(label.toLowerCase(), (uses.get(label.toLowerCase()) ?? 0) + 1)
  const isFree = (label: string) => uses.get(label.toLowerCase()) === 1 && !/^\d+$/.test(label)
  const labels = new Map(custom.map(({ name, label }) => [name, isFree(label) ? label : `${label} (${name})`]))
  const types = new Map(fields.flatMap(({ name, type }) => (type === undefined ? [] : [[name, type]])))
  return {
    label: name => labels.get(name),
    type: name => types.get(name),
    has: name => types.has(name) || labels.has(name),
    custom: custom.map(({ name, type }) => ({ name, label: labels.get(name) ?? name, type })),
  }
}

export function isCustom(name: string): boolean {
  return name.startsWith('cf_')
}
