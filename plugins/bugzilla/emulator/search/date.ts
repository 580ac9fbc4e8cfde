import { Refusal } from '../http/message.ts'

/** A time out of a request, in milliseconds: ISO 8601, UTC where it names no zone. */
export function dateOf(text: string): number {
  const shape = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text)
  const time = shape ? Date.parse(shape[1] || text.length === 10 ? text : `${text}Z`) : Number.NaN
  if (Number.isNaN(time)) throw new Refusal(56, `'${text}' is not a legal date.`)
  return Math.floor(time / 1000) * 1000
}
