import { type Call, type Created, type Draft, type Scope, SourceError } from 'issuefs/source'
import { send } from '../client/send.ts'
import { askTimed } from '../client.ts'
import { isRawIssue } from '../model/issue.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { millisecondsOf } from '../model/time.ts'
import type { ISSUE } from '../routes/paths.ts'
import type { Site } from '../site.ts'
import { attributesOf } from './attributes.ts'
import { choose } from './choice.ts'
import type { Surroundings } from './surroundings.ts'
import { textOf } from './text.ts'
import { watcherChoices } from './watchers.ts'

export type IssueDraft = Draft<Scope<typeof ISSUE>>

/** Milliseconds by which two clocks that were just compared may differ: Redmine shows whole seconds. */
const BLUR = 2000

/** Makes an issue with one request. Relations are left to `update`, and a status to which the workflow does not lead. */
export async function createIssue(site: Site, around: Surroundings, draft: IssueDraft, call: Call): Promise<Created> {
  const { project } = draft.scope
  const asked = { project, issue: undefined, given: draft.fields }
  const { links: _, watchers = [], ...fields } = draft.fields
  const wanted = Object.entries(fields).flatMap(([name, to]) => (isNothing(to) ? [] : [{ name, to }]))
  const attributes = await attributesOf(around, wanted, asked, call)
  const names = [watchers].flat().filter(name => !isNothing(name))
  const choices = names.length > 0 ? await watcherChoices(around, asked, call) : []
  const watching = names.map(name => Number(choose('watchers', String(name), choices).id))
  const issue = {
    project_id: project,
    subject: draft.title,
    ...(draft.body && { description: textOf(site, draft.body) }),
    ...attributes,
    ...(watching.length > 0 && { watcher_user_ids: watching }),
  }
  const answer = await send(site, call, {
    method: 'POST',
    path: '/issues.json',
    body: { issue },
    purpose: 'add issues',
  })
  if (!isRawIssue(answer.issue)) throw new SourceError('unexpected', `${site.url} did not say which issue it made.`)
  return createdOf(project, answer.issue.id)
}

/** The issue of this subject that the account made in the project since then: the latest, with the same description. */
export async function findCreated(site: Site, draft: IssueDraft, call: Call): Promise<Created | undefined> {
  const { project } = draft.scope
  const here = await site.projects.byName(call, project)
  const { json, now } = await askTimed(site, call, '/issues.json', [
    ['project_id', here?.id ?? project],
    ['subproject_id', '!*'],
    ['author_id', 'me'],
    ['status_id', '*'],
    ['sort', 'id:desc'],
    ['limit', '100'],
  ])
  const since = Date.parse(draft.since) + (now - Date.now()) - BLUR
  const description = draft.body ? textOf(site, draft.body) : ''
  const found = listOf(json.issues).find(raw => {
    const { subject, created_on, description: words } = objectOf(raw)
    const isThen = (millisecondsOf(created_on) ?? 0) >= since
    return isThen && lineOf(subject) === lineOf(draft.title) && lineOf(words) === lineOf(description)
  })
  return isRawIssue(found) ? createdOf(project, found.id) : undefined
}

function createdOf(project: string, id: number): Created {
  return { id: String(id), key: { project, id } }
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
