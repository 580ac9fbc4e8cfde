import { isSourceError } from 'issuefs/source'
import type { CountedPage, JiraClient } from '../client.ts'
import { allOf, quoted } from '../jql.ts'
import { isRawIssue } from '../model/issue.ts'
import { listOf } from '../model/json.ts'
import { visibleProjects } from '../projects.ts'
import type { Site } from '../site.ts'
import type { Query, Step } from './walk.ts'

/** Newer versions refuse results past this offset. */
const WINDOW = 10_000

/** How many keys are remembered to go on from: the last one may be deleted in the meantime. */
const FOOTHOLDS = 3

/**
 * Where a walk stands: at an offset, with how many issues matched before, or below some keys of the first of the projects
 * that are left.
 */
type Position =
  | { readonly offset: number; readonly total?: number }
  | { readonly projects: readonly string[]; readonly below: readonly string[] }

/**
 * A page of Data Center's search: by offset, the latest changes first, while there are at most 10,000 issues;
 * else project by project from the highest key down, which has no end.
 */
export async function dataCenterStep(client: JiraClient, site: Site, query: Query, from?: string): Promise<Step> {
  const position: Position = from === undefined ? { offset: 0 } : JSON.parse(from)
  return 'offset' in position
    ? offsetStep(client, site, query, position)
    : keyStep(client, query, position.projects, position.below)
}

/**
 * An issue that changes meanwhile moves to the front and pushes others back, which are then read twice; one that goes pulls
 * others forward, and as many as went are read again.
 */
async function offsetStep(
  client: JiraClient,
  site: Site,
  query: Query,
  { offset, total: before }: { readonly offset: number; readonly total?: number },
): Promise<Step> {
  const page = await byOffset(client, query, offset)
  if (page === undefined) return { issues: [], next: await keyWalk(client, site) }
  const issues = listOf(page.issues).filter(isRawIssue)
  const end = offset + listOf(page.issues).length
  const total = page.total ?? end
  if (total > WINDOW) return { issues, total, next: await keyWalk(client, site) }
  const gone = Math.max(0, (before ?? total) - total)
  if (gone > 0) return { issues, total, next: cursorOf({ offset: Math.max(0, offset - gone), total }) }
  return { issues, total, ...(end > offset && end < total && { next: cursorOf({ offset: end, total }) }) }
}

/** `undefined` when the server refuses to go so far. */
async function byOffset(client: JiraClient, { where, fields, size }: Query, startAt: number) {
  const maxResults = Math.min(size, WINDOW - startAt)
  try {
    return await client.searchByOffset({ jql: `${where} ORDER BY updated DESC`, fields, startAt, maxResults })
  } catch (error) {
    if (startAt > 0 && isSourceError(error) && error.kind === 'invalid') return undefined
    throw error
  }
}

async function keyWalk(client: JiraClient, site: Site): Promise<string> {
  const projects = site.selection.projects ?? (await visibleProjects(client)).map(project => project.key)
  return cursorOf({ projects, below: [] })
}

async function keyStep(
  client: JiraClient,
  query: Query,
  projects: readonly string[],
  below: readonly string[],
): Promise<Step> {
  const [project, ...others] = projects
  if (project === undefined) return { issues: [] }
  const page = await belowKey(client, query, project, below)
  const issues = listOf(page.issues).filter(isRawIssue)
  const isDone = issues.length === 0 || issues.length >= (page.total ?? 0)
  if (isDone) return { issues, ...(others.length > 0 && { next: cursorOf({ projects: others, below: [] }) }) }
  const footholds = issues.slice(-FOOTHOLDS).map(issue => issue.key)
  return { issues, next: cursorOf({ projects, below: footholds.toReversed() }) }
}

async function belowKey(
  client: JiraClient,
  query: Query,
  project: string,
  [key, ...higher]: readonly string[],
): Promise<CountedPage> {
  const where = allOf(`project = ${quoted(project)}`, query.where, key && `issuekey < ${quoted(key)}`)
  const { fields, size } = query
  try {
    return await client.searchByOffset({
      jql: `${where} ORDER BY issuekey DESC`,
      fields,
      startAt: 0,
      maxResults: size,
    })
  } catch (error) {
    if (higher.length > 0 && isSourceError(error) && error.kind === 'invalid') {
      return belowKey(client, query, project, higher)
    }
    throw error
  }
}

function cursorOf(position: Position): string {
  return JSON.stringify(position)
}
