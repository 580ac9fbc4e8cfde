/** Reads JSON of which nothing is promised: whatever has another shape reads as empty. */

export type JsonObject = Readonly<Record<string, unknown>>

/** An object, or an empty one for everything else. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** Text on one line, trimmed. Numbers are spelled out; empty text reads as absent. */
export function lineOf(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  if (typeof value !== 'string') return undefined
  return value.replaceAll(/[\s\u0000-\u001f\u007f]+/g, ' ').trim() || undefined
}

/** A number, 0 for everything else. An object may break when it is asked for its number. */
export function numberOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

/** Whether a field with this value says nothing. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === ''
  if (Array.isArray(value)) return value.every(isEmpty)
  return isObject(value) && Object.keys(value).length === 0
}
