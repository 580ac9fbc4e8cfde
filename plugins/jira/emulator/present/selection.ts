import type { FieldDefinition } from '../data/model.ts'

/** Which fields an answer carries. */
export interface Selection {
  /** The same selections have the same key. */
  readonly key: string
  /** `id`: nothing but the id; `stub`: id and key; `fields`: those too. */
  readonly kind: 'id' | 'stub' | 'fields'
  includes(field: FieldDefinition): boolean
}

/**
 * Reads a `fields` parameter: ids, `*all`, `*navigable`, and `-id` to leave one out.
 * `fallback` is what an absent parameter means.
 */
export function readSelection(asked: readonly string[] | undefined, fallback: readonly string[]): Selection {
  const names = asked && asked.length > 0 ? asked : fallback
  const key = names.join(',')
  if (names.every(name => name === 'id')) {
    return { key, kind: asked && asked.length > 0 ? 'stub' : 'id', includes: () => false }
  }
  if (names.every(name => name === 'id' || name === 'key')) return { key, kind: 'stub', includes: () => false }
  const included = new Set(names.filter(name => !name.startsWith('-')))
  const excluded = new Set(names.filter(name => name.startsWith('-')).map(name => name.slice(1)))
  const base = included.has('*all') || included.size === 0 ? 'all' : included.has('*navigable') ? 'navigable' : 'none'
  return {
    key,
    kind: 'fields',
    includes(field) {
      if (excluded.has(field.id)) return false
      if (included.has(field.id)) return true
      return base === 'all' || (base === 'navigable' && field.navigable)
    },
  }
}
