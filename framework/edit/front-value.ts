import type { FrontValue } from '../source/document.ts'
import type { SourceError } from '../source/error.ts'
import { invalid } from './invalid.ts'

/**
 * What YAML has read as a value of the front matter; null when it is empty. Lists lose empty elements and doubles.
 *
 * @throws SourceError `invalid` for maps and for lists in lists
 */
export function frontValue(name: string, value: unknown): Exclude<FrontValue, undefined> {
  if (Array.isArray(value)) {
    const elements = value.flatMap(one => element(name, one))
    return elements.length > 0 ? elements.filter((one, at) => indexOfElement(elements, one) === at) : null
  }
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  throw nested(name)
}

function element(name: string, value: unknown): readonly (string | number)[] {
  if (value === undefined || value === null || value === '') return []
  if (typeof value === 'string' || typeof value === 'number') return [value]
  if (typeof value === 'boolean') return [String(value)]
  throw nested(name)
}

function nested(name: string): SourceError {
  return invalid(
    `\`${name}\` holds values within values. Write one value, or a list \`[a, b]\`; put text with \`: \`, \`[\` or \`{\` in double quotes.`,
  )
}

/** Whether two values are the same to a reader: `5` and `"5"` are; so are lists with the same elements in another order. */
export function isSameValue(one: FrontValue, other: FrontValue): boolean {
  const left = elementsOf(one)
  const right = elementsOf(other)
  return (
    left.every(value => indexOfElement(right, value) >= 0) && right.every(value => indexOfElement(left, value) >= 0)
  )
}

/** The elements of a list, or the one value that it is. */
export function elementsOf(value: FrontValue): readonly (string | number)[] {
  if (value === undefined || value === null || value === '') return []
  if (typeof value === 'object') return value
  return [typeof value === 'boolean' ? String(value) : value]
}

/** Where an element stands in a list, whether it was read as a number or as text; -1 when it does not. */
export function indexOfElement(list: readonly (string | number)[], element: string | number): number {
  return list.findIndex(one => String(one) === String(element))
}

/** A value in a message. */
export function sayValue(value: FrontValue): string {
  if (value === undefined || value === null || value === '') return 'nothing'
  const text = typeof value === 'object' ? `[${value.join(', ')}]` : String(value)
  return `"${text.length > 80 ? `${text.slice(0, 79)}…` : text}"`
}
