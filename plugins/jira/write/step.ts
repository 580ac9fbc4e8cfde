import { lineOf, listOf, objectOf } from '../model/json.ts'
import { type FieldMeta, fieldMetas } from './field-meta.ts'

/** A transition of the workflow. */
export interface Step {
  readonly id: string
  readonly name: string
  /** The name of the status it leads to. */
  readonly to: string
  readonly isDone: boolean
  /** What its screen asks for. */
  readonly screen: readonly FieldMeta[]
}

/** The steps in the answer of `GET transitions`. */
export function stepsOf(answer: unknown): readonly Step[] {
  return listOf(objectOf(answer).transitions)
    .map(objectOf)
    .flatMap(({ id, name, to, fields, isAvailable }) => {
      const status = lineOf(objectOf(to).name)
      const step = lineOf(id)
      if (step === undefined || status === undefined || isAvailable === false) return []
      const isDone = objectOf(objectOf(to).statusCategory).key === 'done'
      return [{ id: step, name: lineOf(name) ?? status, to: status, isDone, screen: fieldMetas(fields) }]
    })
}
