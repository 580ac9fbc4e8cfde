import type { Fields } from '../data/model.ts'
import { Refusal } from '../http/message.ts'

/** `[{ key, value }]` as an object; throws `Refusal` for another shape. */
export function readProperties(given: unknown): Fields {
  if (given === undefined || given === null) return {}
  if (!Array.isArray(given)) throw new Refusal(400, ['The properties must be a list of keys and values.'])
  return Object.fromEntries(
    given.map(entry => {
      const { key, value } = (entry ?? {}) as Fields
      if (typeof key !== 'string' || key === '') throw new Refusal(400, ['A property must have a key.'])
      return [key, value]
    }),
  )
}
