import type { Front, FrontValue, Section } from 'issuefs/source'
import { isEmpty, isObject, lineOf, listOf, objectOf } from '../model/json.ts'
import { nameOf } from '../model/person.ts'
import { FRONT_KEYS } from './front-keys.ts'
import { type Reading, richText } from './text.ts'

/** Which custom fields are values, and which are texts. */
interface CustomFields {
  readonly custom: Front
  readonly sections: readonly Section[]
}

/** Custom fields under their names, in the order of Redmine. */
export function splitCustomFields(field: unknown, reading: Reading): CustomFields {
  const custom = new Map<string, FrontValue>()
  const sections: Section[] = []
  for (const { key, id, value } of keyedCustomFields(field)) {
    if (isEmpty(value)) continue
    if (typeof value === 'string' && value.trim().includes('\n')) {
      sections.push({ id: `cf_${id}`, title: key, text: richText(value, reading) })
    } else custom.set(key, frontValue(value))
  }
  return { custom: Object.fromEntries(custom), sections }
}

/** A custom field and the key that it has in the front matter. */
export interface KeyedField {
  readonly key: string
  readonly id: string
  readonly value: unknown
  readonly multiple: boolean
}

/** All custom fields, empty ones too, so that the key of one does not hang on the value of another. */
export function keyedCustomFields(field: unknown): readonly KeyedField[] {
  const taken = new Set<string>(FRONT_KEYS)
  return listOf(field).map(raw => {
    const { id: rawId, name: rawName, value, multiple } = objectOf(raw)
    const id = lineOf(rawId) ?? ''
    const name = lineOf(rawName) ?? `field ${id}`
    const isTaken = taken.has(name.toLowerCase()) || /^\d+$/.test(name)
    const key = isTaken ? `${name} (${id})` : name
    taken.add(key.toLowerCase())
    return { key, id, value, multiple: multiple === true }
  })
}

function frontValue(value: unknown): FrontValue {
  if (Array.isArray(value)) return value.flatMap(single)
  return single(value)[0]
}

function single(value: unknown): readonly string[] {
  if (typeof value === 'boolean') return [String(value)]
  if (isObject(value)) return [nameOf(value) ?? lineOf(value.value) ?? JSON.stringify(value)]
  return [Array.isArray(value) ? value.flatMap(single).join(', ') : (lineOf(value) ?? '')].filter(Boolean)
}
