import type { FrontValue } from 'issuefs/source'
import { isEmpty, isObject, lineOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'

/** Objects of unknown shape are shown up to so many characters; `raw.json` has them whole. */
const LONGEST = 200

/** A field's value as front matter. What has no name is shown as JSON where it is short. */
export function frontValue(value: unknown): FrontValue {
  if (typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.flatMap(item => single(item) ?? [])
  return single(value)
}

function single(value: unknown): string | number | undefined {
  if (isEmpty(value)) return undefined
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value === 'string') return isoTime(value) ?? lineOf(value)
  if (typeof value === 'boolean') return String(value)
  const name = isObject(value) ? lineOf(value.name) : undefined
  if (name) return name
  const json = JSON.stringify(value)
  return json.length <= LONGEST ? json : undefined
}
