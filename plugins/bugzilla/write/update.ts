import type { Call, Edit, FieldEdit } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import { isCustom } from '../model/field-directory.ts'
import { type JsonObject, lineOf } from '../model/json.ts'
import type { BugKey } from '../routes/paths.ts'
import type { Site } from '../site.ts'
import { changeOf } from './change.ts'
import type { WritableKey } from './keys.ts'
import { misplaced, momentsIn, zoned } from './moments.ts'
import { keysFor } from './own-keys.ts'
import { explainedWrite } from './problem.ts'
import { refusedChange, refusedValue } from './refused.ts'
import { type StatusEdit, statusSteps } from './status.ts'
import { textOf } from './text.ts'

/** Keys that are sent by `status.ts`. */
const STATES = ['status', 'resolution', 'duplicate of']

/** Longest summary that Bugzilla takes. */
const LONGEST_SUMMARY = 255

/** Makes a bug what the edit says: one request, or one for each status that the workflow asks to go through. */
export async function update(site: Site, edit: Edit<BugKey, Bug>, call: Call): Promise<void> {
  const { id } = edit.entity
  const names = edit.fields.map(({ name }) => name)
  const keys = await keysFor(site, edit.entity, names, call)
  const others = edit.fields.filter(({ name }) => !STATES.includes(name))
  const [steps, ...changes] = await Promise.all([
    stateSteps(site, edit, call),
    ...others.map(field => fieldChange(site, edit.entity, keys, field, call)),
  ])
  const whole: JsonObject = Object.assign({}, titleChange(edit.title), sectionChanges(edit), ...changes)
  const last = steps.at(-1)
  const timed = keys.flatMap(({ field, kind }) => (kind === 'time' ? [field] : []))
  const moments = momentsIn(whole, timed)
  const { ahead } = site
  const inZone = Object.entries(moments).map(([field, at]) => [field, zoned(at, ahead.milliseconds)] as const)
  const final = { ...whole, ...Object.fromEntries(inZone), ...last }
  const bodies = [...steps.slice(0, -1), final].filter(body => Object.keys(body).length > 0)
  const client = await site.client(call)
  const spelled = new Map([...keys.map(({ field, key }) => [field, key] as const), ...SPELLED])
  const send = (body: JsonObject) =>
    client.updateBug(id, body).catch(error => {
      throw explainedWrite(error, { id, body, keys: spelled })
    })
  for (const body of bodies) await send(body)
  const farther = Object.entries(await misplaced(site, id, moments, call))
  if (farther.length === 0) return
  const base = ahead.milliseconds
  await send(Object.fromEntries(farther.map(([field, more]) => [field, zoned(moments[field]!, base + more)])))
  ahead.milliseconds = base + farther[0]![1]
}

const SPELLED = [
  ['status', 'status'],
  ['resolution', 'resolution'],
  ['dupe_of', 'duplicate of'],
  ['summary', 'title'],
] as const

async function stateSteps(site: Site, edit: Edit<BugKey, Bug>, call: Call): Promise<readonly JsonObject[]> {
  const of = (name: string) => edit.fields.find(field => field.name === name)
  const states: StatusEdit = { status: of('status'), resolution: of('resolution'), duplicate: of('duplicate of') }
  if (!states.status && !states.resolution && !states.duplicate) return []
  const [workflow, resolutions] = await Promise.all([
    site.values.workflow(call),
    site.values.of({ of: 'field', name: 'resolution' }, '', call),
  ])
  return statusSteps(edit.entity, states, workflow, resolutions ?? [])
}

async function fieldChange(
  site: Site,
  bug: Bug,
  keys: readonly WritableKey[],
  edit: FieldEdit,
  call: Call,
): Promise<JsonObject> {
  const key = keys.find(one => one.key === edit.name)
  if (!key) throw refusedChange(`${edit.name}: Bugzilla does not let this be set.`)
  const product = lineOf(bug.product) ?? ''
  const isMove = key.values.of === 'product' || key.field === 'product'
  const allowed = key.kind === 'choice' && !isMove ? await site.values.of(key.values, product, call) : undefined
  const wanted = key.many ? edit.added : [edit.to]
  const unknown = wanted.find(value => lineOf(value) !== undefined && allowed && !allowed.includes(String(value)))
  if (unknown !== undefined && allowed) throw refusedValue(key.key, unknown, allowed)
  return changeOf(key, edit, bug)
}

function titleChange(title: string | undefined): JsonObject {
  if (title === undefined) return {}
  if (!title.trim()) throw refusedChange('The title is empty: write one after “# ”.')
  if ([...title].length <= LONGEST_SUMMARY) return { summary: title }
  throw refusedChange(`The title is too long for Bugzilla: ${LONGEST_SUMMARY} characters are allowed.`)
}

/** Custom fields of several lines. */
function sectionChanges({ sections, body, comments }: Edit<BugKey, Bug>): JsonObject {
  if (body) throw refusedChange('Bugzilla lets nobody change a description: add a comment instead.')
  if (comments.length > 0) throw refusedChange('Bugzilla lets nobody change a comment: add another one.')
  const fixed = sections.find(({ id }) => !isCustom(id))
  if (fixed) throw refusedChange(`The section “${fixed.id}” can't be written: it shows what Bugzilla says elsewhere.`)
  return Object.fromEntries(sections.map(({ id, text }) => [id, textOf(text, 'section')]))
}
