import { type Call, folders, type Page } from 'issuefs/source'
import { selectedProjects } from '../listing/selected.ts'
import type { Site } from '../site.ts'
import { PROJECT } from './paths.ts'

/** Milliseconds for which the list of projects is believed: of all projects, and of subprojects of those in the options. */
const OFTEN = 300_000
const SELDOM = 6 * 3_600_000

/** The projects of the options with their subprojects, or all that the account sees; in one page, however many. */
export function projects(site: Site) {
  return folders(PROJECT, {
    list: async (_scope, call): Promise<Page> => {
      site.projects.refresh(site.selection.projects ? SELDOM : OFTEN)
      return projectPage(site, call)
    },
  })
}

async function projectPage(site: Site, call: Call): Promise<Page> {
  const all = await site.projects.all(call)
  const selected = await selectedProjects(site, call)
  const shown = selected === undefined ? all : await Promise.all(selected.map(id => site.projects.byId(call, id)))
  return {
    items: shown.flatMap(project => (project ? [{ key: { project: project.identifier }, id: project.id }] : [])),
  }
}
