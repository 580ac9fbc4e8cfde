import type { FieldEdit } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import { flagLine } from '../model/flag.ts'
import { type JsonObject, lineOf, listOf, objectOf } from '../model/json.ts'
import { refusedChange } from './refused.ts'

/** A flag as it is written: `needinfo? bob@example.test`, `review+`. */
interface Wanted {
  readonly name: string
  readonly status: string
  readonly requestee?: string
}

/**
 * What `PUT /rest/bug` takes for changed flags. One that is taken out and written again with another status or person is the
 * same flag, changed; what the bug has already is not set again.
 */
export function flagChanges({ added, removed }: FieldEdit, { fields }: Bug): readonly JsonObject[] {
  const present = listOf(fields.flags).map(objectOf)
  const leaving = present.filter(flag => removed.map(String).includes(flagLine(flag) ?? ''))
  const wanted = added.map(line => flagOf(String(line))).filter(flag => !present.some(one => isSame(one, flag)))
  const changes = wanted.map((flag): JsonObject => {
    const at = leaving.findIndex(({ name }) => lineOf(name) === flag.name)
    if (at < 0) return { ...flag, new: true }
    const [{ id }] = leaving.splice(at, 1) as [JsonObject]
    return { id, ...flag }
  })
  return [...leaving.map(({ id }) => ({ id, status: 'X' })), ...changes]
}

/** Who has set it is told by Bugzilla alone. */
function flagOf(line: string): Wanted {
  const [, name, status, requestee] =
    /^([^\s,]+)([?+-])(?:\s+([^\s()]+))?(?:\s+\(set by [^)]*\))?$/.exec(line.trim()) ?? []
  if (name !== undefined && status !== undefined) return { name, status, ...(requestee && { requestee }) }
  throw refusedChange(`flags: “${line}” is no flag; write it as “needinfo? ann@example.test” or “review+”.`)
}

function isSame({ name, status, requestee }: JsonObject, flag: Wanted): boolean {
  return lineOf(name) === flag.name && lineOf(status) === flag.status && lineOf(requestee) === flag.requestee
}
