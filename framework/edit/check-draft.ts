import type { FrontValue } from '../source/document.ts'
import type { Field } from '../source/write.ts'
import { element, fieldNamed, findField, listOf, singleOf } from './check-fields.ts'
import { checkValue } from './check-value.ts'
import { elementsOf } from './front-value.ts'
import { invalid } from './invalid.ts'

/**
 * Checks the front matter of a new issue, and spells its values as the tracker does.
 *
 * @returns by the names of the fields; what is not given is not in it
 * @throws SourceError `invalid`, naming the key, the value and the nearest that is allowed, or all keys that are missing
 */
export function checkDraft(
  front: readonly { readonly name: string; readonly value: FrontValue }[],
  fields: readonly Field[],
): Readonly<Record<string, FrontValue>> {
  const given = new Map<string, FrontValue>()
  const unknown = front.filter(({ name, value }) => elementsOf(value).length > 0 && !fieldNamed(name, fields))
  if (unknown.length > 1) {
    const names = unknown.map(({ name }) => `\`${name}\``).join(', ')
    throw invalid(`A new issue has no keys ${names}. Take them out; \`.new.md\` shows what may be written.`)
  }
  for (const { name, value } of front) {
    if (elementsOf(value).length === 0) continue
    const field = findField(name, fields, [])
    given.set(field.name, check(field, value))
  }
  const missing = fields.filter(field => isMissing(field, given)).map(({ name }) => `\`${name}\``)
  if (missing.length > 0) {
    throw invalid(
      `A new issue needs ${missing.join(', ')} too. Add ${missing.length > 1 ? 'them' : 'it'} to the front matter; \`.new.md\` shows what may be written.`,
    )
  }
  return Object.fromEntries(given)
}

function isMissing(field: Field, given: ReadonlyMap<string, FrontValue>): boolean {
  return field.required === true && !given.has(field.name) && elementsOf(field.default).length === 0
}

function check(field: Field, value: FrontValue): FrontValue {
  if (!field.many) return checkValue(field, singleOf(field, value)!)
  const list = listOf(field, value).map(one => element(field, one))
  return list.filter((one, at) => list.indexOf(one) === at)
}
