import { type Edit, type FieldEdit, isSourceError, SourceError } from 'issuefs/source'
import type { IssueInput } from '../client/writing.ts'
import type { JiraClient } from '../client.ts'
import type { Issue } from '../model/issue.ts'
import { issueKey } from '../model/key.ts'
import type { WriteContext } from './context.ts'
import { fieldInput, joined, scalarsOf } from './field-values.ts'
import { invalid, nearestOf, notEditable } from './invalid.ts'
import { type LinkChanges, linkChanges, linkTypesOf } from './links.ts'
import type { Writable } from './names.ts'
import { gone } from './refusal.ts'
import { type SprintMove, sprintMove } from './sprint.ts'
import { changeComments, textFields } from './texts.ts'
import { planWalk, takeWalk, type Walk } from './walk.ts'

/** Everything that a save asks for, checked. */
interface Plan {
  readonly input: Required<Pick<IssueInput, 'fields' | 'update'>>
  readonly links: LinkChanges
  readonly sprint: SprintMove | undefined
  readonly walk: Walk | undefined
}

/** Keys that no edit screen has, and that are written with requests of their own. */
const OWN_WAY = new Set(['status', 'links', 'sprint'])

/**
 * Makes an issue what the edit says: comments and fields, links and sprint, then the way through the workflow.
 *
 * All that can be known to be refused is refused before anything is sent. Called again, it does what is still to do.
 */
export async function update(edit: Edit<unknown, Issue>, context: WriteContext): Promise<void> {
  const { client, explained } = context
  const { input, links, sprint, walk } = await plan(edit, context)
  await changeComments(edit, context)
  if (Object.keys({ ...input.fields, ...input.update }).length > 0) await explained(() => client.edit(edit.id, input))
  for (const link of links.made) await explained(() => client.link(link))
  for (const link of links.cut) await gone(() => explained(() => client.unlink(link)))
  if (sprint) {
    const { to } = sprint
    await explained(() => (to === undefined ? client.toBacklog(edit.entity.key) : client.toSprint(to, edit.entity.key)))
  }
  if (walk) await takeWalk(walk, context)
}

async function plan(edit: Edit<unknown, Issue>, context: WriteContext): Promise<Plan> {
  const { entity, fields } = edit
  const needsScreen = edit.title !== undefined || edit.body || edit.sections.length > 0 || fields.some(isOnScreen)
  const screen = needsScreen ? await context.metadata.editFields(entity, context.call) : []
  const writables = await context.writables(screen)
  const status = fields.find(({ name }) => name === 'status')
  const known = new Set(writables.map(({ key }) => key))
  const others = fields.filter(isOnScreen)
  const leftOver = others.filter(({ name }) => !known.has(name))
  if (!status) for (const one of leftOver) refuse(one, writables, screen.length === 0)
  const [target] = scalarsOf(status?.to)
  if (status && target === undefined) throw invalid('status', 'an issue cannot be without one')
  const walk = status && (await planWalk(entity, String(target), others, known, context))
  const inputs = []
  for (const one of others) {
    const writable = writables.find(({ key }) => key === one.name)
    if (writable && (walk?.onEditScreen ?? known).has(one.name))
      inputs.push(await fieldInput(one, writable, entity, context.person))
  }
  const { fields: values, update } = joined(inputs, entity)
  const input = { fields: { ...values, ...(await textFields(edit, screen, context)) }, update }
  return {
    input,
    links: await linksOf(fields, entity, context),
    sprint: await sprintOf(fields, entity, context),
    walk,
  }
}

function isOnScreen({ name }: FieldEdit): boolean {
  return !OWN_WAY.has(name)
}

function refuse({ name }: FieldEdit, writables: readonly Writable[], isClosed: boolean): never {
  if (isClosed) throw notEditable(name)
  if (name === 'resolution') throw invalid(name, 'it is set together with the status that it belongs to, not by itself')
  const near = nearestOf(name, [...writables.map(({ key }) => key), ...OWN_WAY])
  throw invalid(name, `the edit screen of this issue has no such field; the nearest: ${near}`)
}

async function linksOf(
  fields: readonly FieldEdit[],
  issue: Issue,
  { client, metadata, call }: WriteContext,
): Promise<LinkChanges> {
  const edit = fields.find(({ name }) => name === 'links')
  if (!edit) return { made: [], cut: [] }
  const changes = linkChanges(issue, edit.added, edit.removed, linkTypesOf(await metadata.linkTypes(call)))
  const others = new Set(changes.made.flatMap(({ inward, outward }) => [inward, outward]))
  await Promise.all([...others].filter(key => key !== issue.key).map(key => known(key, client)))
  return changes
}

/** Jira says only of a link that is being made that there is no such issue, when all else is saved. */
async function known(key: string, client: JiraClient): Promise<void> {
  try {
    await client.issue(key, ['summary'])
  } catch (error) {
    if (!isSourceError(error) || error.status === 401 || !['not-found', 'denied'].includes(error.kind)) throw error
    throw new SourceError('invalid', `links: there is no issue ${key}, or this account may not see it.`, {
      cause: error,
    })
  }
}

async function sprintOf(
  fields: readonly FieldEdit[],
  issue: Issue,
  context: WriteContext,
): Promise<SprintMove | undefined> {
  const edit = fields.find(({ name }) => name === 'sprint')
  const project = issueKey(issue.key)?.project
  return edit && project ? sprintMove(edit, issue, project, context) : undefined
}
