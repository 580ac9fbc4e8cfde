import type { Call, Edit, FieldEdit } from 'issuefs/source'
import type { Entity } from '../model/entity.ts'
import { type JsonObject, lineOf } from '../model/json.ts'
import type { ItemKey } from '../model/key.ts'
import type { Site } from '../site.ts'
import { commentStep } from './comments.ts'
import { draftStep } from './draft.ts'
import { lockStep } from './lock.ts'
import { named } from './names.ts'
import { refusedChange } from './refused.ts'
import { RELATIONS, relationSteps } from './relations.ts'
import { assigneeSteps, labelSteps, reviewerSteps } from './sets.ts'
import { statePatch } from './state.ts'
import type { Step } from './step.ts'
import { textOf, titleOf } from './text.ts'
import { createWriter } from './writer.ts'

/** Makes an issue or a pull request what the edit says. All that may be refused is looked at before anything is sent. */
export async function update(site: Site, edit: Edit<ItemKey, Entity>, call: Call): Promise<void> {
  const steps = await stepsOf(site, edit, call)
  const writer = createWriter(site, edit.key, call)
  for (const step of steps) await step(writer)
}

async function stepsOf(site: Site, edit: Edit<ItemKey, Entity>, call: Call): Promise<readonly Step[]> {
  const { key, fields, comments } = edit
  const [patch, ...others] = await Promise.all([
    patchOf(site, edit, call),
    ...fields.map(field => fieldSteps(site, edit, field, call)),
  ])
  const said = comments.map(({ id, text }) => commentStep(key, id, text))
  const whole: readonly Step[] =
    Object.keys(patch).length === 0 ? [] : [writer => writer.send('PATCH', `/issues/${key.number}`, { body: patch })]
  // The base of a closed pull request can't be changed any more, nor whether it is a draft.
  const isClosing = edit.entity.kind === 'pull' && patch.state === 'closed'
  return isClosing ? [...others.flat(), ...whole, ...said] : [...whole, ...others.flat(), ...said]
}

/** What one PATCH sets at once. */
async function patchOf(site: Site, edit: Edit<ItemKey, Entity>, call: Call): Promise<JsonObject> {
  const { key, entity, title, body } = edit
  const of = (name: string) => edit.fields.find(field => field.name === name)
  const [milestone, type] = [of('milestone'), of('type')]
  return {
    ...(title !== undefined && { title: titleOf(title) }),
    ...(body !== undefined && { body: textOf(body, 'text') }),
    ...statePatch(entity, of('status'), of('reason')),
    ...(milestone && { milestone: await milestoneNumber(site, key, milestone.to, call) }),
    ...(type && { type: await typeName(site, key, type.to, call) }),
  }
}

/** GitHub knows milestones by their number. */
export async function milestoneNumber(
  site: Site,
  key: Omit<ItemKey, 'number'>,
  title: FieldEdit['to'],
  call: Call,
): Promise<number | null> {
  if (lineOf(title) === undefined) return null
  return (await named(site, key, ['milestones', 'milestone'], title, call)).number ?? null
}

export async function typeName(
  site: Site,
  key: Omit<ItemKey, 'number'>,
  name: FieldEdit['to'],
  call: Call,
): Promise<string | null> {
  return lineOf(name) === undefined ? null : (await named(site, key, ['issue-types', 'type'], name, call)).name
}

/** What a field asks for besides the PATCH. */
async function fieldSteps(
  site: Site,
  { key, entity }: Edit<ItemKey, Entity>,
  field: FieldEdit,
  call: Call,
): Promise<readonly Step[]> {
  const { name } = field
  const isPull = entity.kind === 'pull'
  if (['status', 'reason', 'milestone', 'type'].includes(name)) return []
  if (name === 'labels') return labelSteps(site, key, field, call)
  if (name === 'assignee') return assigneeSteps(site, key, field, call)
  if (name === 'locked') return [lockStep(key, field)]
  const relation = RELATIONS.find(each => each === name)
  if (relation && !isPull) return relationSteps(site, entity, relation, field, call)
  if (isPull && name === 'draft') return [draftStep(site, entity, field, call)]
  if (isPull && name === 'review requested') return reviewerSteps(site, key, field, call)
  if (isPull && name === 'base' && lineOf(field.to) !== undefined) {
    return [writer => writer.send('PATCH', `/pulls/${key.number}`, { body: { base: lineOf(field.to) } })]
  }
  throw refusedChange(`${name}: GitHub does not let this be set.`)
}
