import { type Call, isSourceError } from 'issuefs/source'
import { ask, type Parameters } from '../client.ts'
import { type JsonObject, lineOf, listOf, numberOf, objectOf } from '../model/json.ts'
import type { Site } from '../site.ts'
import { createCache } from './cache.ts'
import { type Named, namedOf } from './choice.ts'

export interface Tracker extends Named {
  /** The status of a new issue. */
  readonly initial: string | undefined
}

/** A custom field, as only administrators are told. */
export interface Definition {
  readonly name: string
  readonly format: string
  readonly isRequired: boolean
  readonly isMultiple: boolean
  readonly initial: string | undefined
  readonly values: readonly { readonly value: string; readonly label: string }[]
}

/** What belongs to a project. `custom` lacks the fields that are for all projects. */
export interface ProjectValues {
  readonly trackers: readonly Named[]
  readonly categories: readonly Named[]
  readonly custom: readonly Named[]
}

/** What values there are for fields; believed for a minute. What the account may not ask for is `undefined`. */
export interface Surroundings {
  /** Those that the account sees, with their identifiers. */
  projects(call: Call): Promise<readonly (Named & { readonly identifier: string })[]>
  trackers(call: Call): Promise<readonly Tracker[]>
  statuses(call: Call): Promise<readonly Named[]>
  priorities(call: Call): Promise<readonly (Named & { readonly isDefault: boolean })[]>
  /** Those to which the workflow lets an issue go, its own among them. Before Redmine 5.0 nobody is told. */
  allowedStatuses(call: Call, issue: number, version: string): Promise<readonly Named[] | undefined>
  /** The trackers and the categories of a project. */
  project(call: Call, project: string): Promise<ProjectValues>
  /** The custom fields of new issues of a tracker, as the latest of them has them: no list of a project is whole. */
  customFields(call: Call, project: string, tracker: string | undefined): Promise<readonly Named[]>
  /** Those that are open. */
  versions(call: Call, project: string): Promise<readonly Named[] | undefined>
  members(call: Call, project: string): Promise<readonly Named[] | undefined>
  definitions(call: Call): Promise<ReadonlyMap<string, Definition> | undefined>
  me(call: Call): Promise<Named | undefined>
}

const MINUTE = 60_000

export function createSurroundings(site: Site): Surroundings {
  const cache = createCache(MINUTE)
  const asked = (call: Call, path: string, parameters: Parameters = []) =>
    cache.get(`${path}?${parameters.join('&')}`, call, now => ask(site, now, path, parameters))
  const allowed = (call: Call, path: string, parameters: Parameters = []) =>
    cache.get(`may ${path}?${parameters.join('&')}`, call, now => unlessDenied(() => ask(site, now, path, parameters)))
  const of = (project: string, list: string) => `/projects/${encodeURIComponent(project)}${list}.json`
  const around: Surroundings = {
    projects: call => site.projects.all(call),
    async trackers(call) {
      const { trackers } = await asked(call, '/trackers.json')
      return listOf(trackers).flatMap(raw =>
        namedOf([raw]).map(one => ({ ...one, initial: lineOf(objectOf(objectOf(raw).default_status).name) })),
      )
    },
    statuses: async call => namedOf((await asked(call, '/issue_statuses.json')).issue_statuses),
    async priorities(call) {
      const { issue_priorities: all } = await asked(call, '/enumerations/issue_priorities.json')
      const active = listOf(all).filter(raw => objectOf(raw).active !== false)
      return active.flatMap(raw =>
        namedOf([raw]).map(one => ({ ...one, isDefault: objectOf(raw).is_default === true })),
      )
    },
    async allowedStatuses(call, issue, version) {
      const answer = await cache.get(`statuses of ${issue} at ${version}`, call, now =>
        ask(site, now, `/issues/${issue}.json`, [['include', 'allowed_statuses']]),
      )
      const { allowed_statuses: statuses } = objectOf(answer.issue)
      return Array.isArray(statuses) ? namedOf(statuses) : undefined
    },
    async project(call, project) {
      const answer = await asked(call, of(project, ''), [['include', 'trackers,issue_categories,issue_custom_fields']])
      const { trackers, issue_categories, issue_custom_fields: custom } = objectOf(answer.project)
      return { trackers: namedOf(trackers), categories: namedOf(issue_categories), custom: namedOf(custom) }
    },
    async customFields(call, project, tracker) {
      const { trackers, custom } = await around.project(call, project)
      const id = trackers.find(({ name }) => name === tracker)?.id
      for (const only of id === undefined ? [[]] : [[['tracker_id', id] as const], []]) {
        const latest = [
          ['project_id', project],
          ['status_id', '*'],
          ['sort', 'id:desc'],
          ['limit', '1'],
        ] as const
        const { issues } = await asked(call, '/issues.json', [...latest, ...only])
        const fields = namedOf(objectOf(listOf(issues)[0]).custom_fields)
        if (fields.length > 0) return fields
      }
      const definitions = await around.definitions(call)
      return definitions ? [...definitions].map(([field, { name }]) => ({ id: field, name })) : custom
    },
    async versions(call, project) {
      const answer = await allowed(call, of(project, '/versions'))
      const open = listOf(answer?.versions).filter(raw => (objectOf(raw).status ?? 'open') === 'open')
      return answer && namedOf(open)
    },
    members: (call, project) =>
      cache.get(`members of ${project}`, call, now =>
        unlessDenied(() => allMembers(site, now, of(project, '/memberships'))),
      ),
    async definitions(call) {
      const answer = await allowed(call, '/custom_fields.json')
      return answer && new Map(listOf(answer.custom_fields).flatMap(definitionOf))
    },
    async me(call) {
      if (site.key === undefined) return undefined
      const { id, firstname, lastname } = objectOf((await asked(call, '/users/current.json')).user)
      const name = lineOf(`${lineOf(firstname) ?? ''} ${lineOf(lastname) ?? ''}`)
      return lineOf(id) && name ? { id: lineOf(id)!, name } : undefined
    },
  }
  return around
}

async function unlessDenied<T>(question: () => Promise<T>): Promise<T | undefined> {
  try {
    return await question()
  } catch (error) {
    if (isSourceError(error) && [401, 403, 404].includes(error.status ?? 0)) return undefined
    throw error
  }
}

/** Users and groups. */
async function allMembers(site: Site, call: Call, path: string): Promise<readonly Named[]> {
  const found: Named[] = []
  for (let offset = 0; ; ) {
    const page = await ask(site, call, path, [
      ['limit', '100'],
      ['offset', String(offset)],
    ])
    const memberships = listOf(page.memberships)
    found.push(...memberships.flatMap(raw => namedOf([objectOf(raw).user, objectOf(raw).group])))
    offset += memberships.length
    if (memberships.length === 0 || offset >= numberOf(page.total_count)) return found
  }
}

function definitionOf(raw: unknown): readonly (readonly [string, Definition])[] {
  const {
    id,
    name: rawName,
    customized_type,
    field_format,
    is_required,
    multiple,
    default_value,
    possible_values,
  } = objectOf(raw)
  const name = lineOf(rawName)
  if (lineOf(id) === undefined || name === undefined || customized_type !== 'issue') return []
  const values = listOf(possible_values).map(objectOf).flatMap(choiceOf)
  const initial = lineOf(default_value)
  const [isRequired, isMultiple] = [is_required === true, multiple === true]
  return [[lineOf(id)!, { name, format: lineOf(field_format) ?? '', isRequired, isMultiple, initial, values }]]
}

function choiceOf({ value, label }: JsonObject): readonly { readonly value: string; readonly label: string }[] {
  const words = lineOf(value) ?? lineOf(label)
  return words === undefined ? [] : [{ value: words, label: lineOf(label) ?? words }]
}
