import { Refusal } from '../http/message.ts'
import { customFields } from './fields.ts'

/** `FIELD_TYPE_DATETIME` and `FIELD_TYPE_DATE` of Bugzilla::Constants. */
const MOMENT = 5
const DAY = 9

/** Custom fields that hold a day, or a day and a time of the server's own zone. */
export const datedFields: ReadonlyMap<string, number> = new Map(
  customFields.filter(({ type }) => type === MOMENT || type === DAY).map(({ name, type }) => [name, type]),
)

/** Takes `2026-01-31` and, for a moment, `2026-01-31 10:00:00`; refuses ISO 8601 and every zone, as the real server does. */
export function checkDated(name: string, value: unknown): void {
  const [day = '', time, ...more] = String(value ?? '')
    .trim()
    .split(' ')
  if (day === '') return
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))
  const isOver = datedFields.get(name) === DAY && time !== undefined
  if (!isDay || isOver || more.length > 0) {
    throw new Refusal(56, `'${isOver ? String(value) : day}' is not a legal date. Please use the format 'YYYY-MM-DD'.`)
  }
  if (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time)) {
    throw new Refusal(32000, `'${time}' is not a legal time. Please use the format 'HH:MM:SS'.`)
  }
}

/** A value of such a field as the REST interface prints it: taken for the server's time, and made UTC. */
export function presentDated(value: unknown, zone: number): string | null {
  if (typeof value !== 'string' || value === '') return null
  const [day = '', time = '00:00:00'] = value.split(' ')
  const at = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}Z`) - zone * 60_000
  return `${new Date(at).toISOString().slice(0, 19)}Z`
}
