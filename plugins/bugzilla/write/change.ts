import type { FieldEdit, FrontValue } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import { idOf, type JsonObject, lineOf, listOf } from '../model/json.ts'
import { isoOf } from '../model/time.ts'
import { flagChanges } from './flags.ts'
import type { WritableKey } from './keys.ts'
import { refusedChange } from './refused.ts'

/** What `PUT /rest/bug` takes for a change of a field: lists are added to and taken from, so that those of others stand. */
export function changeOf(key: WritableKey, edit: FieldEdit, bug: Bug): JsonObject {
  const { field, many, isReplaced } = key
  if (field === 'flags') return { flags: flagChanges(edit, bug) }
  if (!many) return single(key, edit.to)
  const [add, remove] = [edit.added, edit.removed].map(list => list.map(value => element(key, value)))
  const fresh = add!.filter(value => !remove!.includes(value))
  const gone = remove!.filter(value => !add!.includes(value))
  if (!isReplaced) return { [field]: { add: fresh, remove: gone } }
  const kept = listOf(bug.fields[field]).filter(value => !gone.includes(value as string))
  return { [field]: [...new Set([...kept, ...fresh])] }
}

/** What `POST /rest/bug` takes. */
export function valueFor(key: WritableKey, value: FrontValue): unknown {
  if (!key.many) return element(key, lineOf(value) === undefined ? undefined : value)
  return (Array.isArray(value) ? value : [value]).flatMap(one => (lineOf(one) === undefined ? [] : [element(key, one)]))
}

function single(key: WritableKey, to: FrontValue): JsonObject {
  const isEmpty = lineOf(to) === undefined
  if (!isEmpty) return { [key.field]: element(key, to) }
  if (key.isRequired) throw refusedChange(`${key.key}: a bug has one.`)
  if (key.field === 'assigned_to' || key.field === 'qa_contact') return { [`reset_${key.field}`]: true }
  return { [key.field]: key.empty ?? '' }
}

function element({ key, kind }: WritableKey, value: unknown): string | number {
  if (kind === 'issue') return bugNumber(key, value)
  if (kind === 'number') return Number(value)
  if (kind === 'time') return momentOf(key, value)
  const line = lineOf(value) ?? ''
  return key === 'see also' ? (line.split(' ')[0] ?? '') : line
}

/** A time as ISO 8601 in UTC: `moments.ts` makes it what the server takes. */
function momentOf(key: string, value: unknown): string {
  const word = (lineOf(value) ?? '').replace(' ', 'T')
  const milliseconds = Date.parse(/T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(word) || !word.includes('T') ? word : `${word}Z`)
  if (!Number.isNaN(milliseconds)) return isoOf(milliseconds)
  throw refusedChange(`${key}: “${word}” is no time; write 2026-01-31T10:00:00Z.`)
}

/** `12`, `#12`, `bug 12`, or the address of a bug: what follows is for people. */
export function bugNumber(key: string, value: unknown): number {
  const word = lineOf(value) ?? ''
  const id = idOf((/^(?:bug\s*)?#?(\d+)(?=\s|$)/i.exec(word) ?? /show_bug\.cgi\?id=(\d+)/.exec(word))?.[1])
  if (id !== undefined) return id
  throw refusedChange(`${key}: “${word}” is no bug; write its number.`)
}
