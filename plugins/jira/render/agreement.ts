import { isObject, type JsonObject, listOf, objectOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'

/** Whether a value is how a service level agreement of a service project stands. */
export function isAgreement(value: JsonObject): boolean {
  return Array.isArray(value.completedCycles) || isObject(value.ongoingCycle)
}

/** `until 2026-03-01T11:00:00Z` while it runs, `paused`, `met` or `breached`. The time that is left would be wrong at once. */
export function agreement({ completedCycles, ongoingCycle }: JsonObject): string | undefined {
  const { breachTime, breached, paused } = objectOf(ongoingCycle)
  if (paused === true) return 'paused'
  const { iso8601, jira } = objectOf(breachTime)
  const until = isoTime(iso8601) ?? isoTime(jira)
  if (until) return `until ${until}`
  const last = listOf(completedCycles).at(-1)
  const verdict = breached ?? objectOf(last).breached
  if (typeof verdict !== 'boolean') return undefined
  return verdict ? 'breached' : 'met'
}
