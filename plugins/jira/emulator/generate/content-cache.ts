import type { Content } from '../data/model.ts'

/**
 * Keeps the last contents made, so that a page of issues asked twice is made once,
 * and a hundred thousand issues do not stay in memory.
 */
export function createContentCache(most: number): (id: number, make: () => Content) => Content {
  const kept = new Map<number, Content>()
  return (id, make) => {
    const known = kept.get(id)
    if (known) return known
    const content = make()
    kept.set(id, content)
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    return content
  }
}
