import type { Fields, Issue } from '../data/model.ts'
import type { JqlField } from './fields.ts'
import { jqlField, keyOrder } from './fields.ts'
import type { JqlScope } from './operand.ts'
import { JqlError, type Order } from './syntax.ts'

/** One part of a sort key; `null` sorts last. */
export type SortPart = string | number | null

/** How results are ordered. The last part of a key is the id, so that no two are equal. */
export interface Ordering {
  key(issue: Issue): readonly SortPart[]
  compare(first: readonly SortPart[], second: readonly SortPart[]): number
}

/** The ordering of a query; without ORDER BY, the youngest issue comes first. */
export function orderingOf(scope: JqlScope, order: readonly Order[]): Ordering {
  const parts = order.map(({ field, descending }) => {
    const found = jqlField(scope.store, field)
    if (!found && field.toLowerCase() !== 'rank') {
      throw new JqlError(`Not able to sort using field '${field}'.`)
    }
    return { part: found ? sortPart(scope, found) : () => null, descending }
  })
  const directions = [...parts.map(part => part.descending), order.length === 0 || order[0]!.descending]
  return {
    key: issue => [...parts.map(({ part }) => part(issue)), issue.id],
    compare(first, second) {
      for (let index = 0; index < directions.length; index++) {
        const difference = compareParts(first[index] ?? null, second[index] ?? null, directions[index]!)
        if (difference !== 0) return difference
      }
      return 0
    },
  }
}

function sortPart(scope: JqlScope, field: JqlField): (issue: Issue) => SortPart {
  switch (field.kind) {
    case 'issue':
      return issue => {
        const target = field.target(issue)
        return target ? keyOrder(target) : null
      }
    case 'date':
    case 'number':
      return issue => field.value(issue) ?? null
    case 'text':
      return issue => field.texts(issue)[0]?.toLowerCase() ?? null
    case 'user':
      return issue => nameOf(field.values(issue)[0])
    case 'named': {
      const { rank } = field
      if (!rank) return issue => nameOf(field.values(issue)[0])
      return issue => {
        const value = field.values(issue)[0] as Fields | undefined
        return value ? -scope.store.vocabulary.rank(rank, value) : null
      }
    }
  }
}

function nameOf(value: unknown): SortPart {
  if (value === undefined || value === null) return null
  if (typeof value !== 'object') return String(value).toLowerCase()
  const { displayName, name, value: option, key } = value as Fields
  return String(displayName ?? name ?? option ?? key).toLowerCase()
}

function compareParts(first: SortPart, second: SortPart, descending: boolean): number {
  if (first === second) return 0
  if (first === null) return 1
  if (second === null) return -1
  return first < second !== descending ? -1 : 1
}
