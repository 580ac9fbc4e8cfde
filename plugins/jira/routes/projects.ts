import { type Call, folders, isSourceError, type Page, SourceError } from 'issuefs/source'
import { isProjectKey } from '../model/key.ts'
import { projectPage } from '../projects.ts'
import type { Site } from '../site.ts'
import { PROJECT } from './paths.ts'

/** The projects of the options, or all that the account may see. */
export function projects(site: Site) {
  const { projects: keys } = site.selection
  return folders(PROJECT, {
    list: (_scope, call, from) => (keys ? configured(keys) : visible(site, call, from)),
  })
}

/** Not asked for: `connect` has checked them. */
async function configured(keys: readonly string[]): Promise<Page> {
  return { items: keys.map(key => ({ key: { project: key }, id: key })) }
}

async function visible(site: Site, call: Call, from?: string): Promise<Page> {
  const page = await projectPage(await site.client(call), Number(from ?? 0))
  if (page.projects.length === 0) await site.known(call)
  return {
    items: page.projects.map(({ id, key }) => ({ key: { project: key }, id })),
    ...(page.next !== undefined && { next: String(page.next) }),
    ...(page.total !== undefined && { total: page.total }),
  }
}

/** Runs a listing of one project. Jira calls an unknown project an invalid query: here it is not found. */
export async function knownProject(site: Site, project: string, list: () => Promise<Page>): Promise<Page> {
  const unknown = () =>
    new SourceError('not-found', `${site.url} has no project ${project}, or this account may not see it.`)
  if (!isProjectKey(project)) throw unknown()
  try {
    return await list()
  } catch (error) {
    if (isSourceError(error) && error.kind === 'invalid' && error.message.includes(project)) throw unknown()
    throw error
  }
}
