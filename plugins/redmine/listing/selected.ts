import { type Call, SourceError } from 'issuefs/source'
import { nearest } from '../nearest.ts'
import { withDescendants } from '../projects.ts'
import type { Site } from '../site.ts'

/** The ids of the projects that the options name, with their subprojects; `undefined` for all. */
export async function selectedProjects(site: Site, call: Call): Promise<readonly string[] | undefined> {
  const { projects: names, subprojects, query } = site.selection
  if (names === undefined) return undefined
  const named = await Promise.all(names.map(name => namedProject(site, call, name)))
  if (!subprojects || query?.kind === 'saved') return named.map(({ id }) => id)
  const all = await site.projects.all(call)
  return [...new Set(named.flatMap(project => withDescendants(project, all).map(({ id }) => id)))]
}

/** A project by its identifier or id. Throws `not-found` with the nearest ones. */
export async function namedProject(site: Site, call: Call, name: string) {
  const project = await site.projects.byName(call, name)
  if (project) return project
  const near = nearest(
    name,
    (await site.projects.all(call)).map(({ identifier }) => identifier),
  )
  const hint =
    near.length > 0
      ? `the nearest are ${near.join(', ')}`
      : site.key === undefined
        ? 'set REDMINE_API_KEY (My account, API access key)'
        : 'it sees none at all'
  throw new SourceError('not-found', `This account sees no project ${name} at ${site.url}: ${hint}.`)
}
