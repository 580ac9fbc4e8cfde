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
  const taken = new Set<string>(FRONT_KEYS)
  for (const raw of listOf(field)) {
    const { id: rawId, name: rawName, value } = objectOf(raw)
    if (isEmpty(value)) continue
    const id = lineOf(rawId) ?? ''
    const name = lineOf(rawName) ?? `field ${id}`
    const isTaken = taken.has(name.toLowerCase()) || /^\d+$/.test(name)
    const key = isTaken ? `${name} (${id})` : name
    taken.add(key.toLowerCase())
    if (typeof value === 'string' && value.trim().includes('\n')) {
      sections.push({ id: `cf_${id}`, title: key, text: richText(value, reading) })
    } else custom.set(key, frontValue(value))
  }
  return { custom: Object.fromEntries(custom), sections }
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
