import type { Issue, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { STATUSES } from '../data/vocabulary.ts'
import { Refusal } from '../http/message.ts'

type Test = (issue: Issue) => boolean

/** Filters that are kept under a number. */
export const SAVED: Readonly<Record<string, string>> = {
  1: 'set_filter=1&f[]=tracker_id&op[tracker_id]==&v[tracker_id][]=1',
  2: 'set_filter=1&f[]=status_id&op[status_id]=*&group_by=tracker',
}

/** Issues in the groups of a saved query, whatever other order was asked for. */
export function grouped(issues: readonly Issue[], query: URLSearchParams): readonly Issue[] {
  const by = new URLSearchParams(SAVED[query.get('query_id') ?? ''] ?? '').get('group_by')
  if (by === null) return issues
  const groupOf = ({ attributes }: Issue) => Number(attributes[`${by}_id`] ?? 0)
  return issues.toSorted((a, b) => groupOf(a) - groupOf(b))
}

/** The issues a query finds. What it does not know is overlooked, as by Redmine. */
export function filtered(store: Store, query: URLSearchParams, user: User | undefined): readonly Issue[] {
  const visible = [...store.issues.values()].filter(issue => store.sees(issue, user))
  const id = query.get('query_id')
  const saved = id === null ? undefined : SAVED[id]
  if (id !== null && saved === undefined) throw new Refusal(404)
  const project = projectTest(store, query, user)
  const tests = saved === undefined ? testsOf(query, user) : testsOf(new URLSearchParams(saved), user)
  return visible.filter(issue => [...project, ...tests].every(test => test(issue)))
}

function projectTest(store: Store, query: URLSearchParams, user: User | undefined): readonly Test[] {
  const name = query.get('project_id')
  if (name === null) return []
  const project = store.projects.find(({ id, identifier }) => identifier === name || String(id) === name)
  if (!project) throw new Refusal(404)
  if (!store.isVisible(project, user)) throw new Refusal(user ? 403 : 401)
  if (query.get('subproject_id') === '!*') return [issue => issue.attributes.project_id === project.id]
  const isBelow = (id: number | undefined): boolean =>
    id !== undefined && (id === project.id || isBelow(store.project(id).parent))
  return [issue => isBelow(Number(issue.attributes.project_id))]
}

function testsOf(query: URLSearchParams, user: User | undefined): readonly Test[] {
  const fields = query.getAll('f[]')
  if (fields.length > 0) {
    return fields.map(field => testOf(field, query.get(`op[${field}]`) ?? '=', query.getAll(`v[${field}][]`), user))
  }
  const status = query.get('status_id') ?? 'o'
  const tests = [testOf('status_id', /^[oc*]$/.test(status) ? status : '=', [status], user)]
  const short = SHORT.flatMap(field => {
    const value = query.get(field)
    return value === null ? [] : [testOf(field, '=', [value], user)]
  })
  return [...tests, ...short]
}

/** What may stand in an address without `f[]`. */
const SHORT = ['issue_id', 'tracker_id', 'author_id']

function testOf(field: string, operator: string, values: readonly string[], user: User | undefined): Test {
  if (operator === '*') return () => true
  if (field === 'issue_id') {
    const ids = (values[0] ?? '').split(',').map(Number)
    return issue => ids.includes(issue.id)
  }
  if (field === 'status_id' && (operator === 'o' || operator === 'c')) {
    const closed = STATUSES.filter(status => status.closed).map(({ id }) => id)
    return issue => closed.includes(Number(issue.attributes.status_id)) === (operator === 'c')
  }
  if (field === 'updated_on') return updatedTest(operator, values[0] ?? '')
  if (!/^(?:tracker|status|priority|project|category|assigned_to|author)_id$/.test(field)) return () => true
  const wanted = values.map(value => (value === 'me' ? String(user?.id) : value))
  const own = (issue: Issue) => String(field === 'author_id' ? issue.author : issue.attributes[field])
  return issue => wanted.includes(own(issue)) === (operator === '=')
}

/** Over-inclusive: times are compared with a second less than was asked for. */
function updatedTest(operator: string, value: string): Test {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?$/.test(value) || !['>=', '<='].includes(operator)) {
    throw new Refusal(422, ['Updated is invalid'])
  }
  const at = Date.parse(value)
  return operator === '>=' ? ({ updated }) => updated > at - 1000 : ({ updated }) => updated <= at
}
