import { lineOf, listOf, objectOf } from '../model/json.ts'

/** A field on a screen: what `editmeta`, `createmeta` and transitions say of it. */
export interface FieldMeta {
  readonly id: string
  /** What Jira calls it. */
  readonly name: string
  /** Whether the screen asks for it and nothing stands in for it. */
  readonly required: boolean
  /** `schema.type`: `string`, `array`, `user`, `option`, … */
  readonly type: string
  /** Of what it is an array. */
  readonly items: string | undefined
  /** The last word of `schema.custom`: `textarea`, `gh-sprint`, … */
  readonly custom: string | undefined
  readonly operations: readonly unknown[]
  /** `undefined`: any, or too many to tell. */
  readonly allowed: readonly unknown[] | undefined
  /** The value that a new issue gets by itself, where Jira tells. */
  readonly fallback: unknown
}

/** The fields in `fields` of an answer, by id (`editmeta`, transitions) or as a list (`createmeta`). */
export function fieldMetas(fields: unknown): readonly FieldMeta[] {
  if (Array.isArray(fields)) return fields.flatMap(field => fieldMeta(field) ?? [])
  return Object.entries(objectOf(fields)).flatMap(([id, field]) => fieldMeta({ ...objectOf(field), fieldId: id }) ?? [])
}

function fieldMeta(raw: unknown): FieldMeta | undefined {
  const { fieldId, key, name, required, schema, operations, allowedValues, hasDefaultValue, defaultValue } =
    objectOf(raw)
  const id = lineOf(fieldId) ?? lineOf(key)
  const { type, items, custom } = objectOf(schema)
  if (id === undefined) return undefined
  return {
    id,
    name: lineOf(name) ?? id,
    required: required === true && hasDefaultValue !== true,
    type: lineOf(type) ?? '',
    items: lineOf(items),
    custom: lineOf(custom)?.split(':').at(-1),
    operations: listOf(operations),
    allowed: Array.isArray(allowedValues) ? allowedValues : undefined,
    fallback: hasDefaultValue === true ? defaultValue : undefined,
  }
}
