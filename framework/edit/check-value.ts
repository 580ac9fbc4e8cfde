import type { Field, FieldKind } from '../source/write.ts'
import { sayValue } from './front-value.ts'
import { invalid } from './invalid.ts'
import { withoutPath } from './issue-path.ts'
import { nearest } from './nearest.ts'
import { sayKind } from './say-kind.ts'

type Value = string | number | boolean

/** So many allowed values are named in a message. */
const mostNamed = 10

/** What people write for no value. */
const nothing = /^(?:false|no|none|null|nil|nobody|unassigned|empty|unset|n\/a|-+)$/i

const day = /^(\d{4})-(\d\d)-(\d\d)$/
const moment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[-+]\d\d:?\d\d)?$/i
const duration =
  /^-?(?:\d+(?:\.\d+)?[ \t]*(?:mo|[wdhms]|weeks?|days?|hours?|min(?:ute)?s?|seconds?)(?:[ \t,]+|$|(?=\d)))+$/i

/** Reads one value by its kind; undefined when it is none of it. */
const readers: Readonly<Record<FieldKind, (value: Value) => Value | undefined>> = {
  text: value => oneLine(value),
  number: value => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined
  },
  boolean: value => {
    if (typeof value === 'boolean') return value
    return { true: true, yes: true, on: true, false: false, no: false, off: false }[String(value).toLowerCase()]
  },
  date: value => {
    const [, year, month, date] = day.exec(String(value)) ?? []
    if (year === undefined) return undefined
    const found = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)))
    return found.getUTCDate() === Number(date) && found.getUTCMonth() === Number(month) - 1 ? String(value) : undefined
  },
  time: value => {
    const text = String(value)
    if (!moment.test(text)) return readers.date(value)
    return Number.isNaN(Date.parse(text.replace(' ', 'T'))) ? undefined : text
  },
  choice: value => oneLine(value),
  person: value => oneLine(value),
  issue: value => (typeof value === 'number' ? value : oneLine(withoutPath(String(value)))),
  duration: value => (duration.test(String(value)) ? String(value) : undefined),
}

function oneLine(value: Value): string | undefined {
  const text = String(value)
  return text.includes('\n') ? undefined : text
}

/**
 * A value as its field wants it: of the right kind, and as the allowed value is spelt.
 *
 * @throws SourceError `invalid`, naming the key, the value and the nearest allowed one
 */
export function checkValue<T extends Value>(field: Field, value: T): Value {
  const { name, kind, values } = field
  const read = readers[kind](value)
  if (read === undefined) {
    throw invalid(`\`${name}\` can't be ${sayValue(value)}: it is ${sayKind({ kind })}.`)
  }
  return values === undefined ? read : allowed(field, read, values)
}

function allowed({ name, required }: Field, value: Value, values: readonly string[]): Value {
  const text = String(value)
  if (values.includes(text)) return value
  const alike = values.filter(one => one.toLowerCase() === text.trim().toLowerCase())
  if (alike.length === 1) return typeof value === 'string' ? alike[0]! : value
  const near = alike[0] ?? nearest(text, values)
  throw invalid(
    `\`${name}\` can't be ${sayValue(value)}${near === undefined ? '' : `; did you mean "${near}"?`}${near === undefined ? '.' : ''} ${sayAllowed(values)}${nothing.test(text) && !required ? ' To empty it, take out its line.' : ''}`,
  )
}

function sayAllowed(values: readonly string[]): string {
  if (values.length === 0) return 'Nothing is allowed now.'
  const named = values.slice(0, mostNamed).join(', ')
  return values.length > mostNamed
    ? `Allowed are ${named} and ${values.length - mostNamed} more, listed in allowed.md.`
    : `Allowed: ${named}.`
}
