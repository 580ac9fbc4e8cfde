import type { FieldDefinition, Fields, Project } from '../data/model.ts'
import { ok, Refusal, type Reply, type Route } from '../http/message.ts'
import { resource } from '../present/parts.ts'
import type { Site } from '../site.ts'

/** The server, the caller, fields and other things of the whole site. */
export function siteRoutes(site: Site): readonly Route[] {
  const { store } = site
  const cloud = store.flavour === 'cloud'
  return [
    ['GET', '/rest/api/{api}/serverInfo', serverInfo],
    [
      'GET',
      '/rest/api/{api}/myself',
      () => ok({ ...store.users.me, timeZone: site.options.timeZone, locale: 'en_US' }),
    ],
    ['GET', '/rest/api/{api}/field', () => ok(store.fields.all().map(presentField))],
    ['GET', '/rest/api/{api}/status', () => ok(store.vocabulary.all('status'))],
    ['GET', '/rest/api/{api}/priority', () => ok(store.vocabulary.all('priority'))],
    ['GET', '/rest/api/{api}/resolution', () => ok(store.vocabulary.all('resolution'))],
    ['GET', '/rest/api/{api}/issuetype', () => ok(store.vocabulary.all('issuetype'))],
    ['GET', '/rest/api/{api}/issueLinkType', () => ok({ issueLinkTypes: store.vocabulary.all('linktype') })],
    ['GET', '/rest/api/{api}/project/{project}/statuses', call => ok(statuses(project(call.params.project ?? '')))],
    ['GET', '/rest/api/{api}/project/{project}', call => ok(presentProject(project(call.params.project ?? ''), true))],
  ]

  function serverInfo(): Reply {
    const version = cloud ? '1001.0.0-SNAPSHOT' : '9.12.0'
    return ok({
      baseUrl: store.base,
      version,
      versionNumbers: version.split(/\D+/).slice(0, 3).map(Number),
      deploymentType: cloud ? 'Cloud' : 'Server',
      buildNumber: cloud ? 100290 : 912000,
      serverTime: new Date(store.clock.now()).toISOString().replace('Z', '+0000'),
      serverTitle: 'Emulated Jira',
    })
  }

  function presentField(field: FieldDefinition): Fields {
    const { options, ...shown } = field
    return cloud ? { key: field.id, ...shown } : shown
  }

  function project(idOrKey: string): Project {
    const found = [...store.projects.values()].find(one => one.key === idOrKey.toUpperCase() || one.id === idOrKey)
    if (found) return found
    throw new Refusal(404, [`No project could be found with key '${idOrKey}'.`])
  }

  /** Every type of a generated or loaded site has the same workflow. */
  function statuses({ issueTypes }: Project): readonly Fields[] {
    const all = store.vocabulary.all('status')
    return issueTypes.map(({ self, id, name, subtask }) => ({ self, id, name, subtask, statuses: all }))
  }

  function presentProject(found: Project, whole: boolean): Fields {
    const { issueTypes, components, versions, lead, description, ...shown } = found
    const self = resource(store, `project/${found.id}`)
    return whole ? { self, ...shown, description, lead, components, issueTypes, versions } : { self, ...shown }
  }
}
