import type { Call } from '../source/call.ts'
import type { Field, FieldsOf, Write } from '../source/write.ts'

/** The fields that may be written of an issue; none where its route has no `fields`. */
export async function writableFields(write: Write, of: FieldsOf, call: Call): Promise<readonly Field[]> {
  return write.fields === undefined ? [] : write.fields(of as never, call)
}
