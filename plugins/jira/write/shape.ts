import type { FieldKind } from 'issuefs/source'
import type { Flavour } from '../options.ts'
import { choices } from './choices.ts'
import type { FieldMeta } from './field-meta.ts'
import { durationWords, jiraDate, jiraTime, number } from './scalar.ts'
import { lineText } from './text.ts'

/** One value of the front matter, never empty. */
export type Scalar = string | number | boolean

/** Finds the person that a word names, as the REST API wants to have it. */
export type FindPerson = (key: string, word: string) => Promise<unknown>

/** How a field is written in front matter, and how its values are sent. */
export interface Shape {
  readonly kind: FieldKind
  readonly many: boolean
  /** All that is allowed, as it is written. */
  readonly values?: readonly string[]
  readonly note?: string
  /** One value as the REST API takes it; throws `invalid` with `key` in its sentence. */
  send(key: string, value: Scalar, person: FindPerson): unknown
}

/** Kinds that people cannot write, or that are written elsewhere in the document. */
const CLOSED = new Set([
  'gh-lexo-rank',
  'gh-global-rank',
  'gh-sprint',
  'gh-epic-status',
  'readonlyfield',
  'devsummarycf',
])

/** Types of which the REST API takes nothing but a name, where it does not list the values. */
const NAMED = new Set(['group', 'version', 'component', 'priority', 'resolution', 'securitylevel', 'issuetype'])

/** The shape of a field; `undefined` for one that cannot be written as a value of front matter. */
export function shapeOf(meta: FieldMeta, flavour: Flavour): Shape | undefined {
  const single = singleOf(meta, flavour)
  return single && { ...single, many: meta.type === 'array' }
}

function singleOf(meta: FieldMeta, flavour: Flavour): Omit<Shape, 'many'> | undefined {
  const { custom = '', allowed } = meta
  const type = meta.type === 'array' ? meta.items : meta.type
  if (CLOSED.has(custom)) return undefined
  if (custom === 'gh-epic-link') return { kind: 'issue', send: (_, value) => issueKeyIn(value) }
  if (allowed && type !== 'string' && type !== 'user') return choices(allowed)
  switch (type) {
    case 'string':
      return text(meta, flavour)
    case 'number':
      return { kind: 'number', send: number }
    case 'date':
      return { kind: 'date', send: jiraDate }
    case 'datetime':
      return { kind: 'time', send: jiraTime }
    case 'user':
      return { kind: 'person', send: (key, value, person) => person(key, String(value)) }
    case 'issuelink':
      return { kind: 'issue', send: (_, value) => ({ key: issueKeyIn(value) }) }
    case 'option':
      return { kind: 'text', send: (_, value) => ({ value: String(value) }) }
    case 'timetracking':
      return { kind: 'duration', send: durationWords }
    default:
      return NAMED.has(type ?? '') ? { kind: 'text', send: (_, value) => ({ name: String(value) }) } : undefined
  }
}

function text(meta: FieldMeta, flavour: Flavour): Omit<Shape, 'many'> {
  const isRich = meta.id === 'environment' || meta.custom === 'textarea'
  const isLabel = meta.id === 'labels' || meta.custom === 'labels'
  return {
    kind: 'text',
    ...(isLabel && { note: 'Without spaces.' }),
    send: (_, value) => (isRich ? lineText(flavour, String(value)) : String(value)),
  }
}

/** The key of an issue as Jira spells it, without the path of its file that may follow in brackets. */
export function issueKeyIn(value: Scalar): string {
  return (String(value).trim().split(/\s/)[0] ?? '').toUpperCase()
}
