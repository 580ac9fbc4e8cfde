import type { Call, FrontValue } from 'issuefs/source'
import { SourceError } from 'issuefs/source'
import type { JsonObject } from '../model/json.ts'
import { lineOf } from '../model/json.ts'
import { nearest } from '../nearest.ts'
import { type Asked, peopleOf } from './asked.ts'
import { type Choice, choicesOf, choose, refused } from './choice.ts'
import { CORE_FIELDS, type CoreField } from './core-fields.ts'
import { customFieldsOf, customValue } from './custom-fields.ts'
import type { Surroundings } from './surroundings.ts'

/** A key of the front matter and what it is to be. */
export interface Wanted {
  readonly name: string
  readonly to: FrontValue
}

/** Fields as `PUT /issues/1.json` takes them, names made ids. Throws `invalid` for what can't be meant. */
export async function attributesOf(
  around: Surroundings,
  wanted: readonly Wanted[],
  asked: Asked,
  call: Call,
): Promise<JsonObject> {
  const attributes: Record<string, unknown> = {}
  const others: Wanted[] = []
  for (const { name, to } of wanted) {
    const field = CORE_FIELDS.find(one => one.name === name)
    if (field) attributes[field.attribute] = await coreValue(around, field, to, asked, call)
    else others.push({ name, to })
  }
  if (others.length === 0) return attributes
  const custom = await customFieldsOf(around, asked, call)
  const values = others.map(({ name, to }) => {
    const field = custom.find(({ key }) => key === name)
    if (!field) throw unknownKey(name, [...CORE_FIELDS.map(one => one.name), ...custom.map(({ key }) => key)])
    return { id: Number(field.id), value: customValue(field, to) }
  })
  return { ...attributes, custom_fields: values }
}

function unknownKey(name: string, keys: readonly string[]): SourceError {
  const [first] = nearest(name, keys)
  return new SourceError(
    'invalid',
    `Redmine has no field “${name}” that may be written here: the nearest is “${first}”.`,
  )
}

async function coreValue(around: Surroundings, field: CoreField, to: FrontValue, asked: Asked, call: Call) {
  if (Array.isArray(to)) throw refused(field.name, to.join(', '), 'is a list, and it takes one value')
  const word = lineOf(typeof to === 'boolean' ? String(to) : to)
  if (word === undefined) {
    if (field.required) throw new SourceError('invalid', `${field.name}: it can’t be empty.`)
    return field.empty ?? ''
  }
  if (field.read) return field.read(word)
  const choices = await field.choices?.(around, asked, call)
  return Number(choose(field.name, word, choices ?? knownOf(field, asked), choices === undefined).id)
}

/** Where nobody is told what values there are: those that the issue itself names. */
function knownOf(field: CoreField, { issue }: Asked): readonly Choice[] {
  return issue && field.kind === 'person' ? choicesOf(peopleOf(issue)) : []
}
