import { type Call, type Got, isSourceError, SourceError, type Want } from 'issuefs/source'
import { askTimed } from '../client.ts'
import { selectedProjects } from '../listing/selected.ts'
import { isRawIssue, projectIdOf, type RawIssue } from '../model/issue.ts'
import type { Project } from '../projects.ts'
import type { IssueKey } from '../routes/paths.ts'
import type { Site } from '../site.ts'

export type IssueWant = Want<IssueKey>

/** An issue with everything that one answer can hold, at its place. */
export interface Found {
  readonly raw: RawIssue
  readonly project: Project
  /** The server's time, in milliseconds since 1970. */
  readonly now: number
}

/** Reads one issue by its id, which stays when it moves, and makes an answer of it unless it is gone, hidden or moved. */
export async function readIssue<E>(
  site: Site,
  call: Call,
  want: IssueWant,
  include: string,
  answer: (found: Found) => Promise<Got<E>>,
): Promise<Got<E>> {
  try {
    const { json, now } = await askTimed(site, call, `/issues/${want.key.id}.json`, [['include', include]])
    const raw = json.issue
    if (!isRawIssue(raw)) throw new SourceError('unexpected', `${site.url} gave no issue for ${want.key.id}.`)
    const project = await site.projects.byId(call, projectIdOf(raw) ?? '')
    if (project === undefined) return { status: 'denied' }
    if (project.identifier !== want.key.project) return await movedTo(site, call, project, raw.id)
    return await answer({ raw, project, now })
  } catch (error) {
    return failedGot(site, call, error)
  }
}

/** A move, with its new place if that is in this source. A saved query or a filter may not want it: the sweep tells. */
async function movedTo(site: Site, call: Call, { id, identifier }: Project, issue: number): Promise<Got<never>> {
  const selected = await selectedProjects(site, call)
  const isHere = selected === undefined || selected.includes(id)
  return { status: 'moved', ...(isHere && { to: { project: identifier, id: issue } }) }
}

/** The answer for one want that an error stands for. A refused key says nothing about an issue. */
function failedGot(site: Site, call: Call, error: unknown): Got<never> {
  if (!isSourceError(error) || call.signal.aborted || error.kind === 'cancelled') throw error
  if (error.kind === 'not-found') return { status: 'gone' }
  if (error.status === 401 && site.key !== undefined) throw error
  return error.kind === 'denied' ? { status: 'denied' } : { status: 'failed', error }
}
