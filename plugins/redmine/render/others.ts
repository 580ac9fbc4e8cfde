import type { Front, FrontValue } from 'issuefs/source'
import { isEmpty, isObject, type JsonObject, lineOf } from '../model/json.ts'
import { nameOf } from '../model/person.ts'
import { FRONT_KEYS } from './front-keys.ts'

/** Fields of Redmine itself, which have a place of their own or none. */
const OWN = new Set([
  ...['id', 'project', 'tracker', 'status', 'priority', 'author', 'assigned_to', 'category', 'fixed_version'],
  ...['parent', 'subject', 'description', 'start_date', 'due_date', 'done_ratio', 'is_private', 'estimated_hours'],
  ...['total_estimated_hours', 'spent_hours', 'total_spent_hours', 'custom_fields', 'created_on', 'updated_on'],
  ...['closed_on', 'children', 'relations', 'changesets', 'watchers', 'allowed_statuses', 'journals', 'attachments'],
  'lock_version',
])

/** Longer values are left out; `raw.json` has them. */
const LONGEST = 200

/** What plugins add to an issue: `story_points`, `tags`, `checklists`. `custom` has the keys that are taken. */
export function others(fields: JsonObject, custom: Front): Front {
  const taken = new Set([...FRONT_KEYS, ...Object.keys(custom).map(key => key.toLowerCase())])
  const found = Object.entries(fields).flatMap(([name, value]): readonly (readonly [string, FrontValue])[] => {
    const shown = OWN.has(name) || value === false ? undefined : shownValue(value)
    if (shown === undefined) return []
    const label = lineOf(name.replaceAll('_', ' ')) ?? name
    const isTaken = taken.has(label.toLowerCase()) || /^\d+$/.test(label)
    return [[isTaken ? `${label} (${name})` : label, shown]]
  })
  return Object.fromEntries(found)
}

function shownValue(value: unknown): FrontValue {
  if (!Array.isArray(value)) return single(value)
  const list = value.flatMap(one => single(one) ?? [])
  return list.length > 0 ? list : undefined
}

function single(value: unknown): string | number | undefined {
  if (isEmpty(value)) return undefined
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  const words = isObject(value) ? named(value) : typeof value === 'boolean' ? String(value) : lineOf(value)
  const text = words ?? lineOf(JSON.stringify(value))
  return text !== undefined && text.length <= LONGEST ? text : undefined
}

/** A name, or an item of a list that is ticked off. */
function named(value: JsonObject): string | undefined {
  const subject = lineOf(value.subject)
  if (subject === undefined) return nameOf(value)
  return typeof value.is_done === 'boolean' ? `[${value.is_done ? 'x' : ' '}] ${subject}` : subject
}
