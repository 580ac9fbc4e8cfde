import type { Fields } from '../data/model.ts'
import { FieldProblem } from './field-problem.ts'

/** The value after `[{ set }, { add }, { remove }]`, in the order given; only lists take more than `set`. */
export function applyVerbs(present: unknown, verbs: readonly Fields[], isList: boolean): unknown {
  let value = present
  for (const verb of verbs) {
    if (!isList && !('set' in verb)) throw unsupported(verb)
    if ('set' in verb) value = verb.set
    else if ('add' in verb) value = [...list(value), verb.add]
    else if ('remove' in verb) value = list(value).filter(item => !same(item, verb.remove))
    else throw unsupported(verb)
  }
  return value
}

function unsupported(verb: Fields): FieldProblem {
  return new FieldProblem(`Unsupported operation: ${Object.keys(verb).join(', ')}`)
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function same(first: unknown, second: unknown): boolean {
  if (typeof first !== 'object' || first === null) return first === second
  const [one, other] = [first as Fields, (second ?? {}) as Fields]
  if (other.accountId !== undefined) return one.accountId === other.accountId
  return other.id === undefined ? one.name === other.name && other.name !== undefined : one.id === String(other.id)
}
