import { type Call, type Edit, isSourceError, type Key, SourceError } from 'issuefs/source'
import { send } from '../client/send.ts'
import { ask } from '../client.ts'
import type { Issue } from '../model/issue.ts'
import type { JsonObject } from '../model/json.ts'
import type { ISSUE } from '../routes/paths.ts'
import type { Site } from '../site.ts'
import { attributesOf } from './attributes.ts'
import { choicesOf, choose } from './choice.ts'
import { linkSteps } from './links.ts'
import type { Surroundings } from './surroundings.ts'
import { textOf } from './text.ts'
import { watcherSteps } from './watchers.ts'

export type IssueEdit = Edit<Key<typeof ISSUE>, Issue>

/** Fields that Redmine keeps beside the issue. */
const BESIDE = ['links', 'watchers']

/**
 * Makes an issue what the edit says: its fields and texts with one request, then notes, relations and watchers. All
 * names are looked up, and all texts are written, before the first request. What the account has no right to, and a
 * status to which the workflow does not lead, Redmine leaves out without a word.
 */
export async function updateIssue(site: Site, around: Surroundings, edit: IssueEdit, call: Call): Promise<void> {
  const issue = await attributesFor(site, around, edit, call)
  const notes = edit.comments.map(({ id, text }) => ({ id: journalId(id), notes: textOf(site, text, edit.entity) }))
  const steps = await stepsBeside(site, around, edit, call)
  if (Object.keys(issue).length > 0) {
    await send(site, call, { method: 'PUT', path: issuePath(edit), body: { issue }, purpose: 'edit this issue' })
  }
  for (const { id, notes: text } of notes) {
    await editNote(site, id, text, call)
  }
  for (const step of steps) await step()
}

/** Before Redmine 5.0 no program may: then it answers as if the key were refused, which has just been taken. */
async function editNote(site: Site, id: number, notes: string, call: Call): Promise<void> {
  const sending = { method: 'PUT', path: `/journals/${id}.json`, body: { journal: { notes } }, safe: true } as const
  try {
    await send(site, call, { ...sending, purpose: 'edit this note' })
  } catch (error) {
    if (!isSourceError(error) || error.status !== 401) throw error
    await ask(site, call, '/users/current.json')
    const remedy = 'edit it in the browser, or add another one'
    throw new SourceError('denied', `${site.url} lets no program edit notes, as before Redmine 5.0: ${remedy}.`, {
      cause: error,
    })
  }
}

export function issuePath({ key }: { readonly key: { readonly id: number } }): string {
  return `/issues/${key.id}.json`
}

async function attributesFor(site: Site, around: Surroundings, edit: IssueEdit, call: Call): Promise<JsonObject> {
  const project = await projectOf(around, edit, call)
  const asked = { project, issue: edit.entity, given: {} }
  const fields = edit.fields.filter(({ name }) => !BESIDE.includes(name))
  const { custom_fields: values = [], ...attributes } = await attributesOf(around, fields, asked, call)
  const texts = edit.sections.map(({ id, text }) => ({ id: sectionId(id), value: textOf(site, text, edit.entity) }))
  const custom = [...(values as readonly object[]), ...texts]
  return {
    ...attributes,
    ...(edit.title !== undefined && { subject: edit.title }),
    ...(edit.body && { description: textOf(site, edit.body, edit.entity) }),
    ...(custom.length > 0 && { custom_fields: custom }),
  }
}

/** The identifier of the project in which the issue will be. */
async function projectOf(around: Surroundings, { fields, key }: IssueEdit, call: Call): Promise<string> {
  const wanted = fields.find(({ name }) => name === 'project')
  if (wanted === undefined) return key.project
  const all = await around.projects(call)
  const { id } = choose('project', String(wanted.to), choicesOf(all))
  return all.find(one => one.id === id)?.identifier ?? key.project
}

async function stepsBeside(site: Site, around: Surroundings, edit: IssueEdit, call: Call) {
  const field = (name: string) => edit.fields.find(one => one.name === name)
  const asked = { project: edit.key.project, issue: edit.entity, given: {} }
  const [links, watchers] = [field('links'), field('watchers')]
  return [
    ...(links ? await linkSteps(site, edit.key.id, links, call) : []),
    ...(watchers ? await watcherSteps(site, around, asked, watchers, call) : []),
  ]
}

function sectionId(id: string): number {
  const digits = /^cf_(\d+)$/.exec(id)?.[1]
  if (digits === undefined) {
    throw new SourceError('invalid', `The section “${id}” can’t be written: it shows what Redmine says elsewhere.`)
  }
  return Number(digits)
}

function journalId(id: string): number {
  if (/^\d+$/.test(id)) return Number(id)
  throw new SourceError('invalid', `Redmine has no note “${id}”.`)
}
