import { aliases } from '../data/fields.ts'

/** A condition on a value: the name of a field, how, and with what. */
export interface Condition {
  readonly field: string
  readonly operator: string
  readonly value: string
}

/** Conditions of `f1`, `o1`, `v1` and so on, all of which must hold. Groups and negation are not emulated. */
export function chartsOf(parameters: ReadonlyMap<string, readonly string[]>): readonly Condition[] {
  return [...parameters.keys()].flatMap(key => {
    const number = /^f(\d+)$/.exec(key)?.[1]
    const field = parameters.get(key)?.[0] ?? ''
    if (number === undefined || field === 'OP' || field === 'CP') return []
    const operator = parameters.get(`o${number}`)?.[0] ?? 'equals'
    return [{ field: aliases[field] ?? field, operator, value: parameters.get(`v${number}`)?.join(',') ?? '' }]
  })
}

const tests: Readonly<Record<string, (actual: string, wanted: string) => boolean>> = {
  equals: (actual, wanted) => actual === wanted,
  notequals: (actual, wanted) => actual !== wanted,
  substring: (actual, wanted) => actual.includes(wanted),
  notsubstring: (actual, wanted) => !actual.includes(wanted),
  anyexact: (actual, wanted) => wanted.split(',').includes(actual),
  anywordssubstr: (actual, wanted) => wanted.split(/\s+/).some(word => actual.includes(word)),
  allwordssubstr: (actual, wanted) => wanted.split(/\s+/).every(word => actual.includes(word)),
  greaterthan: (actual, wanted) => compare(actual, wanted) > 0,
  greaterthaneq: (actual, wanted) => compare(actual, wanted) >= 0,
  lessthan: (actual, wanted) => compare(actual, wanted) < 0,
  lessthaneq: (actual, wanted) => compare(actual, wanted) <= 0,
  isempty: actual => actual === '' || actual === '---',
  isnotempty: actual => actual !== '' && actual !== '---',
}

/** Whether a value meets a condition. Unknown operators match nothing. */
export function meets(actual: string, { operator, value }: Condition): boolean {
  return tests[operator]?.(actual.toLowerCase(), value.toLowerCase()) ?? false
}

function compare(a: string, b: string): number {
  const [left, right] = [Number(a), Number(b)]
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right
  return a < b ? -1 : a > b ? 1 : 0
}
