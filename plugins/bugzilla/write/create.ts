import { type Call, type Created, type Draft, SourceError } from 'issuefs/source'
import { idOf, type JsonObject, lineOf, objectOf } from '../model/json.ts'
import type { Site } from '../site.ts'
import { valueFor } from './change.ts'
import { defaultOf } from './fields.ts'
import type { WritableKey } from './keys.ts'
import { keysOf } from './own-keys.ts'
import { explainedWrite } from './problem.ts'
import { refusedChange, refusedValue } from './refused.ts'
import { textOf } from './text.ts'

export type BugDraft = Draft<{ readonly product: string }>

/** Makes a bug with one request, sent once. What it can't set at once is left to `update`. */
export async function create(site: Site, draft: BugDraft, call: Call): Promise<Created> {
  const { product } = draft.scope
  const keys = await keysOf(site, undefined, call)
  const body = await bugOf(site, keys, draft, call)
  const client = await site.client(call)
  const answer = await client.createBug(body).catch(error => {
    const spelled = new Map([...keys.map(({ field, key }) => [field, key] as const), ['summary', 'title'] as const])
    throw explainedWrite(error, { body, keys: spelled })
  })
  const id = idOf(objectOf(answer).id)
  if (id === undefined) throw new SourceError('unexpected', `${site.url} has made a bug and did not say which.`)
  return createdAs(product, id)
}

export function createdAs(product: string, id: number): Created {
  return { id: String(id), key: { product, id } }
}

/** What a new bug says first. */
export function descriptionOf({ body }: BugDraft): string {
  return body ? textOf(body, 'description') : ''
}

async function bugOf(site: Site, keys: readonly WritableKey[], draft: BugDraft, call: Call): Promise<JsonObject> {
  const { scope, title, fields } = draft
  if (!title.trim()) throw refusedChange('The title is empty: write one after “# ”.')
  const given = keys.filter(({ isForNew = true }) => isForNew)
  const values = await Promise.all(given.map(key => valueIn(site, key, draft, call)))
  const first = (await site.values.workflow(call)).first
  const status = first.find(one => one === lineOf(fields.status))
  return {
    product: scope.product,
    summary: title,
    description: descriptionOf(draft),
    ...Object.fromEntries(values.flat()),
    ...(status !== undefined && { status }),
  }
}

async function valueIn(
  site: Site,
  key: WritableKey,
  { scope, fields }: BugDraft,
  call: Call,
): Promise<readonly (readonly [string, unknown])[]> {
  const given = fields[key.key]
  const isGiven = lineOf(given) !== undefined || (Array.isArray(given) && given.length > 0)
  const needs = key.isRequired || ['op_sys', 'platform', 'type'].includes(key.field)
  if (!isGiven && !needs) return []
  const allowed = key.kind === 'choice' ? await site.values.of(key.values, scope.product, call) : undefined
  if (!isGiven) {
    const preset = defaultOf(key, allowed)
    if (preset !== undefined) return [[key.field, preset]]
    if (!key.isRequired) return []
    throw refusedChange(`${key.key}: a new bug needs one${allowed ? ` of ${allowed.join(', ')}` : ''}.`)
  }
  const value = valueFor(key, given)
  const unknown = [value].flat().find(one => allowed && !allowed.includes(String(one)))
  if (unknown !== undefined && allowed) throw refusedValue(key.key, unknown, allowed)
  return [[key.field, value]]
}
