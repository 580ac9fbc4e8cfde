import type { Issue, Named } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { ACTIVITIES, FIELDS, MEMBERS, PRIORITIES, STATUSES, TRACKERS } from '../data/vocabulary.ts'
import { ok, Refusal, type Reply, type Request, type Route } from '../http/message.ts'
import type { Presenter } from '../present.ts'
import { filtered, grouped } from './filter.ts'

/** The questions. */
export function readingRoutes(store: Store, presenter: Presenter): readonly Route[] {
  const statuses = STATUSES.map(({ id, name, closed }) => ({ id, name, is_closed: closed }))
  const trackers = TRACKERS.map(({ id, name }) => ({ id, name, default_status: { id: 1, name: 'New' } }))
  const priorities = PRIORITIES.map(({ id, name }) => ({ id, name, is_default: id === 2, active: true }))
  return [
    ['GET', '/users/current.json', currentUser],
    ['GET', '/projects.json', projects],
    [
      'GET',
      '/projects/{id}.json',
      request => ok({ project: presenter.project(projectOf(request), includes(request.query)) }),
    ],
    [
      'GET',
      '/projects/{id}/issue_categories.json',
      request => listed('issue_categories', projectOf(adminsOnly(request)).categories),
    ],
    ['GET', '/projects/{id}/versions.json', versions],
    ['GET', '/projects/{id}/memberships.json', memberships],
    ['GET', '/custom_fields.json', customFields],
    ['GET', '/issues/{id}/relations.json', relations],
    ['GET', '/issue_statuses.json', () => ok({ issue_statuses: statuses })],
    ['GET', '/trackers.json', () => ok({ trackers })],
    ['GET', '/enumerations/issue_priorities.json', () => ok({ issue_priorities: priorities })],
    ['GET', '/enumerations/time_entry_activities.json', () => ok({ time_entry_activities: ACTIVITIES })],
    ['GET', '/issues.json', issues],
    ['GET', '/issues/{id}.json', issue],
    ['GET', '/attachments/download/{id}', download],
    ['GET', '/attachments/download/{id}/{name}', download],
    ['GET', '/', () => ({ status: 200, headers: { 'Content-Type': 'text/html' }, text: '<html>Redmine</html>' })],
  ]

  function currentUser({ user }: Request): Reply {
    if (!user) throw new Refusal(401)
    const { id, login, admin, firstname, lastname } = user
    return ok({ user: { id, login, admin, firstname, lastname, mail: `${login}@example.test`, status: 1 } })
  }

  function projects({ query, user }: Request): Reply {
    const visible = store.projects.filter(project => store.isVisible(project, user))
    return page('projects', visible, query, project => presenter.project(project))
  }

  function projectOf({ params, user }: Request) {
    const project = store.projects.find(({ id, identifier }) => [identifier, String(id)].includes(params.id ?? ''))
    if (!project) throw new Refusal(404)
    if (!store.isVisible(project, user)) throw new Refusal(user ? 403 : 401)
    return project
  }

  function versions(request: Request): Reply {
    const all = projectOf(request).versions.map(version => ({ ...version, status: 'open', sharing: 'none' }))
    return ok({ versions: all, total_count: all.length })
  }

  function memberships(request: Request): Reply {
    const { id, name } = projectOf(request)
    const all = MEMBERS.map((user, at) => {
      const roles = [{ id: 5, name: 'Reporter' }]
      return { id: at + 1, project: { id, name }, user: { id: user.id, name: user.name }, roles }
    })
    return page('memberships', all, request.query, one => one)
  }

  function customFields(request: Request): Reply {
    adminsOnly(request)
    const all = FIELDS.map(({ id, name, format, multiple, values }) => {
      const possible = values?.map(value => ({
        value,
        label: format === 'bool' ? (value === '1' ? 'Yes' : 'No') : value,
      }))
      return {
        ...{ id, name, customized_type: 'issue', field_format: format, is_required: false, multiple },
        ...{ default_value: null, visible: true, ...(possible && { possible_values: possible }) },
        ...{ trackers: TRACKERS, roles: [] },
      }
    })
    return ok({ custom_fields: all })
  }

  function relations(request: Request): Reply {
    const { params, user } = adminsOnly(request)
    const { id } = store.issue(Number(params.id), user)
    const all = [...store.relations.values()].filter(({ from, to }) => {
      const other = store.issues.get(from === id ? to : from)
      return (from === id || to === id) && other !== undefined && store.sees(other, user)
    })
    return ok({ relations: all.map(presenter.relation) })
  }

  function issues({ query, user }: Request): Reply {
    const include = includes(query)
    const found = grouped(ordered(filtered(store, query, user), query.get('sort')), query)
    return page('issues', found, query, one => presenter.issue(one, include, user, false))
  }

  function issue({ params, query, user }: Request): Reply {
    const found = store.issue(Number(params.id), user)
    return ok({ issue: presenter.issue(found, includes(query), user, true) })
  }

  /** Ranges are overlooked. */
  function download({ params, user }: Request): Reply {
    for (const one of store.issues.values()) {
      const file = one.attachments.find(({ id }) => String(id) === params.id)
      if (!file) continue
      if (!store.sees(one, user)) throw new Refusal(user ? 403 : 401)
      return { status: 200, headers: { 'Content-Type': 'application/octet-stream' }, bytes: file.bytes }
    }
    throw new Refusal(404)
  }

  function listed(name: string, list: readonly Named[]): Reply {
    return ok({ [name]: list, total_count: list.length })
  }
}

/** Of what a reporter may not ask for. */
function adminsOnly(request: Request): Request {
  if (!request.user?.admin) throw new Refusal(request.user ? 403 : 401)
  return request
}

/** More than 100 are silently cut, nonsense is 25. */
function page<T>(name: string, all: readonly T[], query: URLSearchParams, print: (one: T) => object): Reply {
  const asked = Number(query.get('limit') ?? 25)
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, 100) : 25
  const offset = Math.max(0, Number(query.get('offset') ?? 0) || 0)
  const shown = all.slice(offset, offset + limit)
  return ok({ [name]: shown.map(print), total_count: all.length, offset, limit })
}

function includes(query: URLSearchParams): ReadonlySet<string> {
  return new Set((query.get('include') ?? '').split(','))
}

/** Only what clients here ask for is known; anything else is the default order, without a word. */
function ordered(issues: readonly Issue[], sort: string | null): readonly Issue[] {
  if (sort?.startsWith('updated_on:desc')) return issues.toSorted((a, b) => b.updated - a.updated || b.id - a.id)
  if (sort?.startsWith('updated_on:asc')) return issues.toSorted((a, b) => a.updated - b.updated || a.id - b.id)
  return issues.toSorted((a, b) => b.id - a.id)
}
