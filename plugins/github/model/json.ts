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

/** The nodes of a GraphQL connection. Those that may not be seen are null, and left out. */
export function nodesOf(connection: unknown): readonly JsonObject[] {
  return listOf(objectOf(connection).nodes).filter(isObject)
}

/** Text on one line, trimmed. Numbers are spelled out; empty text reads as absent. */
export function lineOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value !== 'string') return undefined
  return value.replaceAll(/[\s\u0000-\u001f\u007f]+/g, ' ').trim() || undefined
}

/** A text of several lines, as it came. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** A number other than zero. */
export function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value !== 0 ? value : undefined
}

/** Words out of an upper-case constant: `NOT_PLANNED` is `not planned`. */
export function wordsOf(value: unknown): string | undefined {
  return lineOf(value)?.toLowerCase().replaceAll('_', ' ')
}
