import type { FrontValue } from 'issuefs/source'
import { isObject, lineOf, objectOf } from '../model/json.ts'
import { personName } from '../model/person.ts'
import { isoTime } from '../model/time.ts'
import { agreement, isAgreement } from './agreement.ts'
import { isSprint, sprintName } from './sprint.ts'

/** Objects of unknown shape are shown up to so many characters; `raw.json` has them whole. */
const LONGEST = 200

/**
 * A field's value as front matter: options, users, versions, issues, cascades, sprints, numbers, dates, and lists of
 * them by the names people see. What has no name is shown as JSON where it is short.
 */
export function frontValue(value: unknown): FrontValue {
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map(single).filter(item => item !== undefined)
  return single(value)
}

function single(value: unknown): string | number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'string') return isoTime(value) ?? (isSprint(value) ? sprintName(value) : lineOf(value))
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return value.map(single).filter(Boolean).join(', ') || undefined
  return isObject(value) ? named(value) : undefined
}

function named(value: Readonly<Record<string, unknown>>): string | undefined {
  const option = lineOf(value.value)
  const child = lineOf(objectOf(value.child).value)
  if (option) return child ? `${option} / ${child}` : option
  if (isSprint(value)) return sprintName(value)
  if (isAgreement(value)) return agreement(value)
  // The parent above epics, which Cloud sends with every issue, most often without a parent in it.
  if ('hasEpicLinkFieldDependency' in value) return lineOf(objectOf(value.data).key)
  if (value.fields !== undefined && lineOf(value.key)) return lineOf(value.key)
  const name = personName(value) ?? lineOf(value.title) ?? lineOf(objectOf(value.requestType).name)
  if (name) return name
  const json = JSON.stringify(value)
  return json.length <= LONGEST ? json : undefined
}
