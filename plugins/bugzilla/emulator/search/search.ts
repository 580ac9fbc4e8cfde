import { aliases } from '../data/fields.ts'
import type { Bug } from '../data/model.ts'
import { Refusal } from '../http/message.ts'
import type { Viewer } from '../present/bug.ts'
import { timeText } from '../present/time.ts'
import { type Condition, chartsOf, meets } from './chart.ts'
import { dateOf } from './date.ts'

/** Parameters of a search that are compared as they are; several values are alternatives. */
const EXACT = ['product', 'component', 'status', 'resolution', 'priority', 'severity', 'version', 'platform', 'op_sys']

/** The bugs that a request of `GET /rest/bug` finds, in its order, from its offset on. Unknown parameters are ignored. */
export function searchBugs(viewer: Viewer, query: URLSearchParams, cap: number): readonly Bug[] {
  const parameters = parametersOf(query)
  const first = (name: string) => parameters.get(name)?.[0]
  if (first('offset') !== undefined && first('limit') === undefined) {
    throw new Refusal(50, 'The function Bug.search() requires a limit argument, and that argument was not set.')
  }
  const conditions = conditionsOf(parameters)
  const found = [...viewer.store.bugs.values()].filter(
    bug =>
      !bug.isSecret && matchesExact(bug, parameters) && conditions.every(one => meets(textOf(bug, one.field), one)),
  )
  const sorted = found.toSorted(orderOf(first('order') ?? 'bug_id'))
  const limit = Number(first('limit') ?? cap)
  if (limit === 0) return sorted
  const offset = Number(first('offset') ?? 0)
  return sorted.slice(offset, offset + Math.min(limit, cap))
}

/** By the names of the REST interface. A quick search makes Bugzilla forget every other parameter. */
function parametersOf(query: URLSearchParams): Map<string, readonly string[]> {
  const quick = query.get('quicksearch')
  if (quick !== null) return new Map([['summary', [quick]]])
  return new Map([...new Set(query.keys())].map(name => [aliases[name] ?? name, query.getAll(name)]))
}

function conditionsOf(parameters: Map<string, readonly string[]>): readonly Condition[] {
  const own = new Map(parameters)
  let count = [...own.keys()].filter(key => /^f\d+$/.test(key)).length
  for (const name of ['last_change_time', 'creation_time']) {
    const since = own.get(name)?.[0]
    if (since === undefined) continue
    count++
    own.set(`f${count}`, [name])
    own.set(`o${count}`, ['greaterthaneq'])
    own.set(`v${count}`, [timeText(dateOf(since))])
  }
  const texts = ['summary', 'whiteboard', 'keywords'].flatMap(field => {
    const value = own.get(field)?.join(' ')
    return value ? [{ field, operator: 'allwordssubstr', value }] : []
  })
  const people = ['assigned_to', 'creator', 'qa_contact', 'cc'].flatMap(field => {
    const value = own.get(field)?.join(' ')
    return value ? [{ field, operator: 'anywordssubstr', value }] : []
  })
  return [...chartsOf(own), ...texts, ...people]
}

function matchesExact(bug: Bug, parameters: ReadonlyMap<string, readonly string[]>): boolean {
  const ids = parameters.get('id')?.flatMap(value => value.split(','))
  if (ids && !ids.includes(String(bug.id))) return false
  return EXACT.every(name => {
    const wanted = parameters.get(name)?.map(value => (value === '---' ? '' : value.toLowerCase()))
    return !wanted || wanted.includes(String(bug.values[name] ?? '').toLowerCase())
  })
}

function textOf(bug: Bug, field: string): string {
  if (field === 'id') return String(bug.id)
  if (field === 'last_change_time') return timeText(bug.changed)
  if (field === 'creation_time') return timeText(bug.created)
  if (field === 'creator') return bug.creator.name
  const value = bug.values[field]
  return Array.isArray(value) ? value.join(', ') : String(value ?? '')
}

function orderOf(order: string): (a: Bug, b: Bug) => number {
  const terms = order.split(/\s*,\s*/).map(term => {
    const [name = '', direction = 'ASC'] = term.split(/\s+/)
    return { field: aliases[name] ?? name, sign: direction.toUpperCase() === 'DESC' ? -1 : 1 }
  })
  return (a, b) => {
    for (const { field, sign } of terms) {
      const [left, right] = [sortKeyOf(a, field), sortKeyOf(b, field)]
      if (left !== right) return left < right ? -sign : sign
    }
    // Bugzilla promises nothing beyond what was asked for: the order within a second is not that of the numbers.
    return ((a.id * 7919) % 101) - ((b.id * 7919) % 101)
  }
}

function sortKeyOf(bug: Bug, field: string): number | string {
  const numbers: Readonly<Record<string, number>> = {
    id: bug.id,
    last_change_time: bug.changed,
    creation_time: bug.created,
  }
  return numbers[field] ?? textOf(bug, field)
}
