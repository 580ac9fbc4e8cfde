import { type Call, isSourceError } from 'issuefs/source'
import { type Address, ask } from './client.ts'
import { lineOf, listOf, numberOf, objectOf } from './model/json.ts'
import { remembered } from './remembered.ts'

export interface Project {
  readonly id: string
  /** The name in addresses. */
  readonly identifier: string
  readonly name: string
  readonly parent?: string
}

/** The projects that the account sees. Issues name theirs by id, people and addresses by identifier. */
export interface Projects {
  all(call: Call): Promise<readonly Project[]>
  /** Asks again next time, if the answer is older than so many milliseconds. */
  refresh(age: number): void
  /** `undefined` when there is none, or the account may not see it. */
  byId(call: Call, id: string): Promise<Project | undefined>
  byName(call: Call, name: string): Promise<Project | undefined>
}

/** Projects per answer: as many as Redmine gives. */
const PAGE = 100

export function createProjects(address: Address): Projects {
  let asked = 0
  const listed = remembered(call => {
    asked = Date.now()
    return allProjects(address, call)
  })
  const others = new Map<string, Project | undefined>()

  async function find(call: Call, name: string, isIt: (project: Project) => boolean): Promise<Project | undefined> {
    const all = await listed.get(call)
    const known = all.find(isIt)
    if (known) return known
    if (others.has(name)) return others.get(name)
    const single = await oneProject(address, call, name)
    others.set(name, single)
    return single
  }

  return {
    all: listed.get,
    refresh(age) {
      if (Date.now() - asked < age) return
      others.clear()
      listed.forget()
    },
    byId: (call, id) => find(call, id, project => project.id === id),
    byName: (call, name) => find(call, name, ({ id, identifier }) => identifier === name || id === name),
  }
}

/** A project and all below it, itself first. */
export function withDescendants(project: Project, all: readonly Project[]): readonly Project[] {
  return [project, ...all.filter(({ parent }) => parent === project.id).flatMap(child => withDescendants(child, all))]
}

async function allProjects(address: Address, call: Call): Promise<readonly Project[]> {
  const found = new Map<string, Project>()
  for (let offset = 0; ; ) {
    const page = await ask(address, call, '/projects.json', [
      ['status', '1|5'],
      ['limit', String(PAGE)],
      ['offset', String(offset)],
    ])
    const projects = listOf(page.projects)
    for (const project of projects.flatMap(projectOf)) found.set(project.id, project)
    offset += projects.length
    if (projects.length === 0 || offset >= numberOf(page.total_count)) return [...found.values()]
  }
}

async function oneProject(address: Address, call: Call, name: string): Promise<Project | undefined> {
  try {
    const { project } = await ask(address, call, `/projects/${encodeURIComponent(name)}.json`)
    return projectOf(project)[0]
  } catch (error) {
    if (isSourceError(error) && (error.kind === 'not-found' || error.status === 403)) return undefined
    if (isSourceError(error) && error.status === 401 && address.key === undefined) return undefined
    throw error
  }
}

function projectOf(raw: unknown): readonly Project[] {
  const { id: rawId, identifier: rawIdentifier, name: rawName, parent: rawParent } = objectOf(raw)
  const id = lineOf(rawId)
  const identifier = lineOf(rawIdentifier)
  const parent = lineOf(objectOf(rawParent).id)
  const name = lineOf(rawName) ?? identifier ?? ''
  return id && identifier ? [{ id, identifier, name, ...(parent && { parent }) }] : []
}
