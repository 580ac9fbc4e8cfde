import { projectOf } from '../data/key.ts'
import type { FieldDefinition, Fields, Project } from '../data/model.ts'
import { type Call, ok, Refusal, type Reply, type Route, wholeNumber } from '../http/message.ts'
import type { Site } from '../site.ts'
import { isSettable } from '../write/read-value.ts'
import { isRequired, onScreen, type Screen } from '../write/screen.ts'
import { issueOf } from './lookup.ts'

/** Most entries of a page of what a new issue may have. */
const MOST = 20

/** Which fields can be written, with their allowed values. */
export function metaRoutes(site: Site): readonly Route[] {
  const { store } = site
  const path = '/rest/api/{api}/issue/createmeta/{project}/issuetypes'
  return [
    ['GET', '/rest/api/{api}/issue/{issue}/editmeta', editMeta],
    ['GET', path, issueTypes],
    ['GET', `${path}/{issuetype}`, fieldsOfType],
  ]

  function editMeta(call: Call): Reply {
    const issue = issueOf(site, call)
    const project = store.projects.get(projectOf(issue.key))
    const fields =
      site.rights.has('edit') && !site.locked.has(issue.key)
        ? settable(project, issue.fields.issuetype as Fields, 'edit')
        : []
    return ok({ fields: Object.fromEntries(fields.map(field => [field.fieldId, field])) })
  }

  function issueTypes(call: Call): Reply {
    return page(call, 'issueTypes', projectFor(call).issueTypes)
  }

  function fieldsOfType(call: Call): Reply {
    const project = projectFor(call)
    const asked = call.params.issuetype
    const type = project.issueTypes.find(one => one.id === asked)
    if (!type) throw new Refusal(404, [`The issue type with id '${asked}' does not exist.`])
    const fixed = { hasDefaultValue: false, operations: ['set'] }
    const head = { ...fixed, required: true, name: 'Project', key: 'project', fieldId: 'project' }
    return page(call, 'fields', [head, ...settable(project, type, 'create')])
  }

  function settable(project: Project | undefined, type: Fields, screen: Screen): readonly Fields[] {
    return store.fields
      .all()
      .filter(field => isSettable(field) && onScreen(store, field.id, type, screen))
      .map(field => ({
        required: isRequired(field.id, type),
        schema: field.schema,
        name: field.name,
        key: field.id,
        fieldId: field.id,
        hasDefaultValue: field.id === 'priority',
        operations: field.schema?.type === 'array' ? ['add', 'set', 'remove'] : ['set'],
        ...allowedValues(field, project),
      }))
  }

  function allowedValues(field: FieldDefinition, project: Project | undefined): Fields {
    switch (field.id) {
      case 'priority':
        return { allowedValues: store.vocabulary.all('priority') }
      case 'issuetype':
        return { allowedValues: project?.issueTypes ?? [] }
      case 'components':
        return { allowedValues: project?.components ?? [] }
      case 'versions':
      case 'fixVersions':
        return { allowedValues: project?.versions ?? [] }
      default:
        return field.options ? { allowedValues: field.options } : {}
    }
  }

  function projectFor(call: Call): Project {
    const asked = call.params.project ?? ''
    const found = [...store.projects.values()].find(one => one.key === asked || one.id === asked)
    if (found) return found
    throw new Refusal(404, [`No project could be found with key '${asked}'.`])
  }

  /** Cloud names the list after what is in it, Data Center says `values`. */
  function page(call: Call, name: string, all: readonly Fields[]): Reply {
    const startAt = Math.max(0, wholeNumber(call.query.get('startAt'), 0))
    const maxResults = Math.min(MOST, Math.max(1, wholeNumber(call.query.get('maxResults'), 50)))
    const values = all.slice(startAt, startAt + maxResults)
    const isLast = startAt + values.length >= all.length
    const list = store.flavour === 'cloud' ? { [name]: values } : { values, isLast }
    return ok({ startAt, maxResults, total: all.length, ...list })
  }
}
