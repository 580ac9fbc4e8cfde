import type { Fields } from './model.ts'

/** Kinds of named values that a whole site shares. */
export type Kind = 'status' | 'priority' | 'resolution' | 'issuetype' | 'linktype'

/** The named values of a site, each kind in its own order. */
export interface Vocabulary {
  all(kind: Kind): readonly Fields[]
  /** By id or name, whatever the case. */
  find(kind: Kind, idOrName: string): Fields | undefined
  /** The place in the order of its kind; unknown values come last. */
  rank(kind: Kind, value: Fields | null | undefined): number
  /** Adds a value unless its id is known; gives the known one. */
  add(kind: Kind, value: Fields): Fields
}

export function createVocabulary(): Vocabulary {
  const kinds = new Map<Kind, Map<string, Fields>>()
  const names = new Map<string, Fields>()
  const ranks = new Map<string, number>()
  const of = (kind: Kind) => kinds.get(kind) ?? new Map<string, Fields>()
  return {
    all: kind => [...of(kind).values()],
    find: (kind, idOrName) => of(kind).get(idOrName) ?? names.get(`${kind}:${idOrName.toLowerCase()}`),
    rank: (kind, value) => (value ? (ranks.get(`${kind}:${value.id}`) ?? 1e6) : 1e6),
    add(kind, value) {
      const values = of(kind)
      const known = values.get(String(value.id))
      if (known) return known
      kinds.set(kind, values.set(String(value.id), value))
      ranks.set(`${kind}:${value.id}`, values.size)
      const name = `${kind}:${String(value.name).toLowerCase()}`
      if (!names.has(name)) names.set(name, value)
      return value
    },
  }
}
