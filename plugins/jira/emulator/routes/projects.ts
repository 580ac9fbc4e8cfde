import type { Fields } from '../data/model.ts'
import { type Call, ok, type Reply, type Route, wholeNumber } from '../http/message.ts'
import { resource } from '../present/parts.ts'
import type { Site } from '../site.ts'

/** The list of projects: paged on Cloud, one array on Data Center. */
export function projectRoutes(site: Site): readonly Route[] {
  const all = () =>
    [...site.store.projects.values()].map(({ id, key, name, projectTypeKey }): Fields => {
      const self = resource(site.store, `project/${id}`)
      return { expand: 'description,lead,issueTypes,url', self, id, key, name, projectTypeKey }
    })
  return site.store.flavour === 'cloud'
    ? [
        ['GET', '/rest/api/{api}/project/search', search],
        ['GET', '/rest/api/{api}/project', () => ok(all())],
      ]
    : [['GET', '/rest/api/{api}/project', () => ok(all())]]

  function search(call: Call): Reply {
    const query = call.query.get('query')?.toLowerCase()
    const keys = new Set(call.query.getAll('keys').flatMap(list => list.split(',')))
    const found = all()
      .filter(one => !query || `${one.key} ${one.name}`.toLowerCase().includes(query))
      .filter(one => keys.size === 0 || keys.has(String(one.key)))
      .sort((first, second) => (String(first.key) < String(second.key) ? -1 : 1))
    const startAt = Math.max(0, wholeNumber(call.query.get('startAt'), 0))
    const maxResults = Math.min(50, Math.max(1, wholeNumber(call.query.get('maxResults'), 50)))
    const values = found.slice(startAt, startAt + maxResults)
    const isLast = startAt + values.length >= found.length
    const page = (start: number) => resource(site.store, `project/search?startAt=${start}&maxResults=${maxResults}`)
    const next = isLast ? {} : { nextPage: page(startAt + maxResults) }
    return ok({ self: page(startAt), ...next, maxResults, startAt, total: found.length, isLast, values })
  }
}
