import { type JsonObject, lineOf } from '../model/json.ts'
import type { Vocabulary } from '../site.ts'

/** Longer values are cut: a description changed twice would fill pages. */
const LONGEST = 200

/** Attributes under the names of the front matter. */
const WORDS: Readonly<Record<string, string>> = {
  assigned_to_id: 'assignee',
  author_id: 'author',
  category_id: 'category',
  child_id: 'child',
  done_ratio: 'done',
  due_date: 'due',
  estimated_hours: 'estimated',
  fixed_version_id: 'version',
  is_private: 'private',
  parent_id: 'parent',
  priority_id: 'priority',
  project_id: 'project',
  start_date: 'start',
  status_id: 'status',
  tracker_id: 'tracker',
}

const PEOPLE = new Set(['assigned_to_id', 'author_id'])
const ISSUES = new Set(['child_id', 'parent_id'])

/** One detail of a journal in words: `status: New → Closed`. */
export function changeLine({ property, name, old_value, new_value }: JsonObject, names: Vocabulary): string {
  const what = lineOf(name) ?? 'something'
  const [from, to] = [old_value, new_value].map(
    value => shownValue(lineOf(property) ?? '', what, value, names) ?? 'none',
  )
  return `${labelOf(lineOf(property) ?? '', what, names)}: ${from} → ${to}`
}

function labelOf(property: string, name: string, names: Vocabulary): string {
  if (property === 'cf') return named(names, 'cf', name) ?? `field ${name}`
  if (property === 'attachment') return 'attachment'
  return own(WORDS, name) ?? name.replaceAll('_', ' ')
}

function shownValue(property: string, name: string, value: unknown, names: Vocabulary): string | undefined {
  const text = lineOf(value)
  if (text === undefined) return undefined
  if (property === 'relation' || (property === 'attr' && ISSUES.has(name))) return `#${text}`
  const found = property === 'attr' ? named(names, PEOPLE.has(name) ? 'user' : name, text) : undefined
  if (found !== undefined) return found
  if (property === 'attr' && name.endsWith('_id')) return `#${text}`
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function named(names: Vocabulary, attribute: string, id: string): string | undefined {
  return own(own(names, attribute) ?? {}, id)
}

function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}
