import { cleanLine } from '../markdown/clean.ts'
import type { FrontValue } from '../source/document.ts'
import type { Field, FieldEdit } from '../source/write.ts'
import { checkValue } from './check-value.ts'
import { elementsOf, indexOfElement, isSameValue, sayValue } from './front-value.ts'
import { invalid } from './invalid.ts'
import { nearest } from './nearest.ts'

/**
 * Checks changes of the front matter, and spells their values as the tracker does. What is as it was then is left out.
 *
 * @param fields those that may be written
 * @param known all keys that the issue shows
 * @throws SourceError `invalid`, naming the key, the value and the nearest that is allowed
 */
export function checkFields(
  edits: readonly FieldEdit[],
  fields: readonly Field[],
  known: readonly string[],
): readonly FieldEdit[] {
  const found = edits.map(edit => ({ edit, field: findField(edit.name, fields, known) }))
  return found.flatMap(({ edit, field }) => {
    const checked = field.many ? checkList(edit, field) : checkSingle(edit, field)
    if (field.required && elementsOf(checked.to).length === 0)
      throw invalid(`\`${edit.name}\` can't be emptied: the tracker requires it. It was ${sayValue(edit.from)}.`)
    return isSameValue(checked.from, checked.to) ? [] : [checked]
  })
}

/** The field that a key of the front matter names. */
export function fieldNamed(name: string, fields: readonly Field[]): Field | undefined {
  return fields.find(one => one.name === name) ?? fields.find(one => cleanLine(one.name) === name)
}

/** @throws SourceError `invalid` when the key is not known, or may not be written */
export function findField(name: string, fields: readonly Field[], known: readonly string[]): Field {
  const field = fieldNamed(name, fields)
  if (field) return field
  if (known.includes(name)) throw invalid(`\`${name}\` can't be changed here. Put its line back as it was.`)
  const names = fields.map(one => one.name)
  const near = nearest(name, [...names, ...known])
  throw invalid(
    near === undefined
      ? `There is no key \`${name}\`. ${names.length > 0 ? `Keys that may be written: ${names.join(', ')}.` : 'No key may be written here.'}`
      : `There is no key \`${name}\`; did you mean \`${near}\`?`,
  )
}

/** The one value of a field that is no list; a list of one is taken for it, but of a text its brackets may be a part. */
export function singleOf(field: Field, value: FrontValue): Exclude<FrontValue, readonly (string | number)[]> {
  if (typeof value !== 'object' || value === null) return value
  if (field.kind === 'text' && field.values === undefined && value.length > 0) {
    const text = JSON.stringify(`[${value.join(', ')}]`)
    throw invalid(
      `\`${field.name}\` is one line of text, not a list. If the brackets belong to it, put it in double quotes: \`${text}\`.`,
    )
  }
  if (value.length > 1) throw invalid(`\`${field.name}\` takes one value, not the list ${sayValue(value)}.`)
  return value[0]
}

function checkSingle(edit: FieldEdit, field: Field): FieldEdit {
  const to = singleOf(field, edit.to)
  const checked = elementsOf(to).length === 0 ? undefined : checkValue(field, to!)
  return { name: field.name, from: edit.from, to: checked, added: [], removed: [] }
}

/** Only what is added is checked: what is there already, the tracker has taken once. */
function checkList(edit: FieldEdit, field: Field): FieldEdit {
  const from = elementsOf(edit.from)
  const to = listOf(field, edit.to, from)
  const spelt = to.map(one => (indexOfElement(from, one) >= 0 ? one : element(field, one)))
  const wanted = spelt.filter((one, at) => indexOfElement(spelt, one) === at)
  return {
    name: field.name,
    from: edit.from,
    to: wanted.length > 0 ? wanted : undefined,
    added: wanted.filter(one => indexOfElement(from, one) < 0),
    removed: from.filter(one => indexOfElement(wanted, one) < 0),
  }
}

/** A list, or one value without its brackets. Several of those, with commas, could also be one value with commas. */
export function listOf(
  field: Field,
  value: FrontValue,
  present: readonly (string | number)[] = [],
): readonly (string | number)[] {
  const isOne = typeof value === 'string' && (field.values?.includes(value) || indexOfElement(present, value) >= 0)
  if (typeof value === 'string' && value.includes(',') && !isOne)
    throw invalid(`\`${field.name}\` is a list. Put brackets around it: \`[${value}]\`.`)
  return elementsOf(value)
}

/** One value of a list. */
export function element(field: Field, value: string | number): string | number {
  const checked = checkValue(field, value)
  return typeof checked === 'boolean' ? String(checked) : checked
}
