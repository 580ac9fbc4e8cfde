import type { Call, Field, FieldsOf } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import { lineOf } from '../model/json.ts'
import type { Site } from '../site.ts'
import type { WritableKey } from './keys.ts'
import { keysFor } from './own-keys.ts'

const RESOLUTIONS = { of: 'field', name: 'resolution' } as const

/** The keys of the front matter that may be written, with the values that the site and the product have. */
export async function writableFields(site: Site, of: FieldsOf<string, Bug>, call: Call): Promise<readonly Field[]> {
  const isWanted = (key: string) => of.names === undefined || of.names.includes(key)
  const product = productOf(of)
  const keys = await keysFor(site, of.of === 'issue' ? of.entity : undefined, of.names, call)
  const states = await Promise.all([
    ...(isWanted('status') ? [statusField(site, of, call)] : []),
    ...(isWanted('resolution') ? [resolutionField(site, call)] : []),
    ...(isWanted('duplicate of') && of.of === 'issue' ? [duplicateField] : []),
  ])
  const others = keys.filter(({ key }) => isWanted(key) && (of.of === 'issue' || key !== 'product'))
  return [...states, ...(await Promise.all(others.map(key => fieldOf(site, key, product, of, call))))]
}

function productOf(of: FieldsOf<string, Bug>): string {
  const { product } = (of.of === 'issue' ? of.key : of.scope) as Readonly<Record<string, unknown>>
  return String(product)
}

const duplicateField: Field = {
  name: 'duplicate of',
  kind: 'issue',
  note: 'The number of a bug; closes this one as DUPLICATE.',
}

async function statusField(site: Site, of: FieldsOf<string, Bug>, call: Call): Promise<Field> {
  const workflow = await site.values.workflow(call)
  const field = { name: 'status', kind: 'choice' } as const
  if (of.of === 'issue') {
    const values = workflow.reachable(lineOf(of.entity.fields.status) ?? '')
    const note = 'A closed status needs a resolution. Statuses in between are gone through.'
    return { ...field, values, required: true, note }
  }
  const first = workflow.first.includes('CONFIRMED') ? 'CONFIRMED' : workflow.first[0]
  return { ...field, values: workflow.first, ...(first && { default: first }) }
}

async function resolutionField(site: Site, call: Call): Promise<Field> {
  const values = await site.values.of(RESOLUTIONS, '', call)
  const note = 'Goes with a closed status; DUPLICATE with “duplicate of”.'
  return { name: 'resolution', kind: 'choice', note, ...(values && { values }) }
}

/** Where the product is written too, its components are other ones: Bugzilla looks at them. */
async function fieldOf(
  site: Site,
  writable: WritableKey,
  product: string,
  { of, names }: FieldsOf<string, Bug>,
  call: Call,
): Promise<Field> {
  const { key, kind, many, isRequired, note } = writable
  const isMoving = of === 'issue' && names?.includes('product') && writable.values.of === 'product'
  const all = isMoving ? undefined : await site.values.of(writable.values, product, call)
  const values = all?.filter(value => value !== '---')
  const isNeeded = isRequired || (of === 'issue' && writable.empty === '---' && all?.includes('---') === false)
  const preset = of === 'new' ? defaultOf(writable, all) : undefined
  return {
    name: key,
    kind,
    ...(many && { many }),
    ...(values && { values }),
    ...(isNeeded && { required: true }),
    ...(preset !== undefined && { default: preset }),
    ...(note && { note }),
  }
}

/** What a new bug gets where nobody said anything: stock servers ask for some fields, with no default of their own. */
export function defaultOf({ field }: WritableKey, values: readonly string[] | undefined): string | undefined {
  if (!values || values.length === 0) return undefined
  if (field === 'component') return values.length === 1 ? values[0] : undefined
  if (!['version', 'op_sys', 'platform', 'type'].includes(field)) return undefined
  const usual = ['unspecified', 'All', 'Unspecified', 'defect']
  return usual.find(one => values.includes(one)) ?? values[0]
}
