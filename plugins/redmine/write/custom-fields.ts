import type { Call, Field, FieldKind, FrontValue } from 'issuefs/source'
import { lineOf } from '../model/json.ts'
import { nearest } from '../nearest.ts'
import { type KeyedField, keyedCustomFields } from '../render/custom-fields.ts'
import type { Asked } from './asked.ts'
import { refused } from './choice.ts'
import type { Definition, Surroundings } from './surroundings.ts'

/** A custom field with what is known of it: only administrators are told what values it may have. */
export interface CustomField extends Pick<KeyedField, 'key' | 'id' | 'multiple'> {
  readonly definition: Definition | undefined
}

/** The custom fields of an issue: those that it has, or those of the project for a new one. */
export async function customFieldsOf(around: Surroundings, asked: Asked, call: Call): Promise<readonly CustomField[]> {
  const { issue, project, given } = asked
  const raw = issue ? issue.fields.custom_fields : await around.customFields(call, project, lineOf(given.tracker))
  const fields = keyedCustomFields(raw)
  const definitions = fields.length > 0 ? await around.definitions(call) : undefined
  return fields.map(({ key, id, multiple }) => {
    const definition = definitions?.get(id)
    return { key, id, multiple: multiple || definition?.isMultiple === true, definition }
  })
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  list: 'choice',
  enumeration: 'choice',
  bool: 'choice',
  date: 'date',
}

const NOTES: Readonly<Record<string, string>> = {
  bool: '1 for yes, 0 for no.',
  user: 'The number of a user.',
  version: 'The number of a version.',
}

/** What may be written of it. */
export function customField({ key, multiple, definition }: CustomField, isNew: boolean): Field {
  const { format = '', values = [], isRequired, initial } = definition ?? {}
  const shown = format === 'bool' ? ['1', '0'] : values.map(({ value }) => value)
  const hasValues = KINDS[format] === 'choice' && shown.length > 0
  const kind = KINDS[format] === 'choice' && !hasValues ? 'text' : (KINDS[format] ?? 'text')
  const labels = values.filter(({ value, label }) => value !== label).map(({ value, label }) => `${value} is ${label}`)
  const note = labels.length > 0 && hasValues && format !== 'bool' ? `${labels.join(', ')}.` : NOTES[format]
  return {
    name: key,
    kind,
    ...(multiple && { many: true }),
    ...(hasValues && { values: shown }),
    ...(isRequired && { required: true }),
    ...(isNew && initial !== undefined && { default: initial }),
    ...(note !== undefined && { note }),
  }
}

/** A value as Redmine takes it. Throws `invalid` for one that is known to be none. */
export function customValue(field: CustomField, value: FrontValue): string | readonly string[] {
  const words = [value].flat().flatMap(one => (one === null || one === undefined || one === '' ? [] : [wordOf(one)]))
  const { values } = customField(field, false)
  for (const word of words) {
    if (values && !values.includes(word)) {
      throw refused(field.key, word, 'is no value that it may have', nearest(word, values))
    }
  }
  if (field.multiple) return words.length > 0 ? words : ['']
  if (words.length > 1) throw refused(field.key, words.join(', '), 'is more than one value')
  return words[0] ?? ''
}

function wordOf(value: string | number | boolean): string {
  return typeof value === 'boolean' ? (value ? '1' : '0') : String(value)
}
