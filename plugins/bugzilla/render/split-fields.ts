import type { Front, FrontValue, Section } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import { FRONT_KEYS, isCustom, TYPES } from '../model/field-directory.ts'
import { lineOf } from '../model/json.ts'
import { dayOf } from '../model/time.ts'
import { verbatim } from './text.ts'
import { frontValue } from './value.ts'

/** Fields with a place of their own in the document. */
const PLACED = new Set([
  'actual_time',
  'alias',
  'assigned_to',
  'blocks',
  'cc',
  'classification',
  'component',
  'creation_time',
  'creator',
  'deadline',
  'depends_on',
  'description',
  'dupe_of',
  'duplicates',
  'estimated_time',
  'flags',
  'groups',
  'id',
  'is_confirmed',
  'is_open',
  'keywords',
  'last_change_time',
  'op_sys',
  'platform',
  'priority',
  'product',
  'qa_contact',
  'remaining_time',
  'resolution',
  'see_also',
  'severity',
  'status',
  'summary',
  'target_milestone',
  'type',
  'url',
  'version',
  'whiteboard',
])

/** Said only where they are not as they mostly are. */
const USUALLY: Readonly<Record<string, unknown>> = {
  comment_count: undefined,
  is_cc_accessible: true,
  is_creator_accessible: true,
  votes: 0,
}

/** Numbers of bugs that only bugzilla.mozilla.org has. */
const REGRESSIONS = ['regressed_by', 'regressions']

/** Which of the remaining fields are values, and which are texts. */
export interface SplitFields {
  readonly rest: Front
  readonly sections: readonly Section[]
  /** The keys whose values are numbers of bugs. */
  readonly references: readonly string[]
}

/** Sorts custom fields, under their labels, and those that only some servers have into front matter and sections. */
export function splitFields(bug: Bug): SplitFields {
  const sections: Section[] = []
  const references: string[] = []
  const rest = new Map<string, FrontValue>()
  for (const { name, label, value } of remaining(bug)) {
    const key = rest.has(label) || isReserved(label) ? `${label} (${name})` : label
    if (isText(bug, name, value)) sections.push({ id: name, title: key, text: verbatim(value) })
    else rest.set(key, typedValue(bug.types[name], value))
    if (bug.types[name] === TYPES.bug || REGRESSIONS.includes(name)) references.push(key)
  }
  return { rest: Object.fromEntries(rest), sections, references }
}

/** Numbers come as text, and days with a time. */
function typedValue(type: number | undefined, value: unknown): FrontValue {
  if (type === TYPES.day) return dayOf(value) ?? frontValue(value)
  if (type === TYPES.number && /^-?\d{1,15}$/.test(String(value))) return Number(value)
  return frontValue(value)
}

function remaining({ fields, labels }: Bug) {
  return Object.entries(fields)
    .filter(([name, value]) => !PLACED.has(name) && (!Object.hasOwn(USUALLY, name) || isUnusual(name, value)))
    .map(([name, value]) => ({ name, label: lineOf(labels[name]) ?? spoken(name), value }))
    .toSorted((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.name < b.name ? -1 : 1))
}

function isUnusual(name: string, value: unknown): boolean {
  return USUALLY[name] !== undefined && USUALLY[name] !== value
}

function isText(bug: Bug, name: string, value: unknown): value is string {
  return typeof value === 'string' && (bug.types[name] === TYPES.text || value.trim().includes('\n'))
}

/** A custom field that Bugzilla does not list keeps its name; others lose their underscores. */
function spoken(name: string): string {
  return isCustom(name) ? name : (lineOf(name.replaceAll('_', ' ')) ?? name)
}

/** A name of digits would come first, whatever its place: so JavaScript orders keys. */
function isReserved(label: string): boolean {
  return /^\d+$/.test(label) || (FRONT_KEYS as readonly string[]).includes(label.toLowerCase())
}
