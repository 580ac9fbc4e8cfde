import { type Front, type FrontValue, plainText, type Section } from 'issuefs/source'
import { FRONT_KEYS } from '../model/field-directory.ts'
import { type Issue, isCustom } from '../model/issue.ts'
import { lineOf } from '../model/json.ts'
import { isAdf, plainLine, type References, richText } from './text.ts'
import { frontValue } from './value.ts'

/** An environment up to so many characters stands in the front matter. */
const SHORT = 120

/** Kinds that have a place of their own in the front matter. */
const PLACED = new Set(['gh-sprint', 'gh-epic-link'])

/** Which of the remaining fields are values, and which are texts. */
export interface SplitFields {
  readonly environment: string | undefined
  readonly custom: Front
  readonly sections: readonly Section[]
}

/** Sorts custom fields (by name) and the environment into front matter and sections. */
export function splitFields(issue: Issue, references: References): SplitFields {
  const environment = shortEnvironment(issue.fields.environment)
  const sections: Section[] = []
  if (environment === undefined) {
    const text = richText(issue.fields.environment, references)
    if (text.blocks.length > 0) sections.push({ id: 'environment', title: 'Environment', text })
  }
  const custom = new Map<string, FrontValue>()
  for (const { id, name, value } of customFields(issue)) {
    const text = longText(value, issue.types[id], references)
    const key = custom.has(name) ? numbered(name, id) : customKey(name, id)
    if (text) sections.push({ id, title: key, text })
    else custom.set(key, frontValue(value))
  }
  return { environment, custom: Object.fromEntries(custom), sections }
}

/** The key of a custom field in front matter: its name, with its number where the name is one of ours. */
export function customKey(name: string, id: string): string {
  return isReserved(name) ? numbered(name, id) : name
}

function numbered(name: string, id: string): string {
  return `${name} (${id.slice('customfield_'.length)})`
}

function customFields({ fields, names, types }: Issue) {
  return Object.entries(fields)
    .filter(([id]) => isCustom(id) && !PLACED.has(types[id] ?? ''))
    .map(([id, value]) => ({ id, name: lineOf(names[id]) ?? id, value }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
}

function longText(value: unknown, type: string | undefined, references: References) {
  if (isAdf(value) || (type === 'textarea' && typeof value === 'string')) return richText(value, references)
  return typeof value === 'string' && value.trim().includes('\n') ? plainText(value) : undefined
}

function shortEnvironment(value: unknown): string | undefined {
  const line = lineOf(plainLine(value))
  return line !== undefined && line.length <= SHORT ? line : undefined
}

/** A name of digits would come first, whatever its place: so JavaScript orders keys. */
function isReserved(name: string): boolean {
  return /^\d+$/.test(name) || (FRONT_KEYS as readonly string[]).includes(name.toLowerCase())
}
