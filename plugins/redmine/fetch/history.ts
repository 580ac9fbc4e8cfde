import type { Call, Got } from 'issuefs/source'
import { ask } from '../client.ts'
import { type History, toHistory } from '../model/history.ts'
import type { RawIssue } from '../model/issue.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { versionOf } from '../model/version.ts'
import type { Project } from '../projects.ts'
import { namesOf, type Site, type Vocabulary } from '../site.ts'
import { type IssueWant, readIssue } from './issue.ts'

/** Where the names of what belongs to a project are found. */
const OF_PROJECT: Readonly<Record<string, readonly [path: string, list: string]>> = {
  category_id: ['issue_categories', 'issue_categories'],
  fixed_version_id: ['versions', 'versions'],
}

/** Reads who changed what, and what the ids in it are called. */
export function fetchHistories(site: Site, wants: readonly IssueWant[], call: Call): Promise<readonly Got<History>[]> {
  return Promise.all(
    wants.map(want =>
      readIssue<History>(
        site,
        call,
        want,
        'journals,changesets,relations,attachments',
        async ({ raw, project, now }) => {
          const [vocabulary, own, projects] = await Promise.all([
            site.vocabulary(call),
            namesOfProject(site, call, project, raw),
            site.projects.all(call),
          ])
          const project_id = Object.fromEntries(projects.map(({ id, identifier }) => [id, identifier]))
          const entity = toHistory(raw, project.identifier, { ...vocabulary, ...own, project_id })
          const { modified } = versionOf(raw, now)
          return {
            status: 'fresh',
            id: String(raw.id),
            key: { project: project.identifier, id: raw.id },
            entity,
            ...(modified !== undefined && { modified }),
          }
        },
      ),
    ),
  )
}

/** Categories and versions, where the journals speak of any. A project without the right to read them shows ids. */
async function namesOfProject(site: Site, call: Call, project: Project, raw: RawIssue): Promise<Vocabulary> {
  const mentioned = new Set(
    listOf(raw.journals).flatMap(journal =>
      listOf(objectOf(journal).details).map(detail => lineOf(objectOf(detail).name)),
    ),
  )
  const entries = Object.entries(OF_PROJECT).filter(([attribute]) => mentioned.has(attribute))
  const named = entries.map(async ([attribute, [path, list]]) => {
    const answer = await ask(site, call, `/projects/${encodeURIComponent(project.id)}/${path}.json`).catch(thrown => {
      if (call.signal.aborted) throw thrown
      return {}
    })
    return [attribute, namesOf(objectOf(answer)[list])] as const
  })
  return Object.fromEntries(await Promise.all(named))
}
