import type { Template } from '../../path/template.ts'
import type { AnyKey } from '../../source/key.ts'

/**
 * The key of an issue that nobody has made, beside one that is there: only the name differs. `undefined` where no part of
 * the path can.
 */
export function absentKey({ segments }: Template, key: AnyKey): AnyKey | undefined {
  const named = segments.map(({ parts }) => parts.filter(part => typeof part !== 'string'))
  const parameters = named.findLast(each => each.length > 0)
  if (!parameters) return undefined
  const numbers = parameters.filter(({ type }) => type === 'int').map(({ name }) => [name, 987_654_321])
  if (numbers.length > 0) return { ...key, ...Object.fromEntries(numbers) }
  const { name } = parameters.at(-1)!
  return { ...key, [name]: `${key[name]}987654` }
}
