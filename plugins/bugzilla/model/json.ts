/** Reads JSON of which nothing is promised: whatever has another shape reads as empty. */

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An object, or an empty one for everything else. */
export function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
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

/** The number of a bug, an attachment or a comment: a whole one above zero, written as number or digits. */
export function idOf(value: unknown): number | undefined {
  const id = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined
}

/** Comments say `true`, attachments of stock servers `1`. */
export function flagOf(value: unknown): boolean {
  return value === true || value === 1 || value === '1'
}

/** Whether a field with this value says nothing. `---` is Bugzilla's word for no choice made. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return value.trim() === '' || value.trim() === '---'
  if (Array.isArray(value)) return value.every(isEmpty)
  return isObject(value) && Object.keys(value).length === 0
}
