import type { FieldEdit, SourceError } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { isEmpty } from '../model/json.ts'
import type { WriteContext } from './context.ts'
import type { FieldMeta } from './field-meta.ts'
import { newValue, scalarsOf } from './field-values.ts'
import { invalid } from './invalid.ts'
import type { Writable } from './names.ts'
import type { Step } from './step.ts'

/** Whether a field of a screen has to be sent along: required, without a value so far. */
export function isMissing({ id, required }: FieldMeta, issue: Issue): boolean {
  return required && !UNKNOWN.has(id) && isEmpty(presentValue(id, issue))
}

/** What Jira alone knows whether the issue has it. */
const UNKNOWN = new Set(['worklog', 'comment'])

/** Some fields are kept elsewhere than under their own name. */
function presentValue(id: string, { fields, attachments }: Issue): unknown {
  if (id === 'attachment') return attachments
  return id === 'timetracking' ? [fields.timeoriginalestimate, fields.timeestimate] : fields[id]
}

/**
 * The values that the screen of a step takes from a save.
 *
 * Throws `invalid` for what the screen asks for and nobody gave. Fields that stand on the edit screen are sent along only
 * where they are asked for.
 *
 * @param edits the fields of the save
 * @param onEditScreen the keys that are written without the step
 */
export async function screenValues(
  step: Step,
  issue: Issue,
  edits: readonly FieldEdit[],
  onEditScreen: ReadonlySet<string>,
  context: WriteContext,
): Promise<Readonly<Record<string, unknown>>> {
  const values: Record<string, unknown> = {}
  const writables = await context.writables(step.screen)
  const estimates = edits.filter(({ name, to }) => isEstimate(name) && scalarsOf(to).length > 0)
  for (const writable of writables) {
    const edit = edits.find(({ name }) => name === writable.key)
    const isGiven = edit !== undefined && scalarsOf(edit.to).length > 0
    // One of the two estimates is enough.
    const isEnough = isEstimate(writable.key) && estimates.length > 0
    if (!isGiven && !isEnough && isMissing(writable.meta, issue)) throw missing(step, writable)
    if (isGiven && (writable.meta.required || !onEditScreen.has(writable.key))) {
      const value = await newValue(edit.to, writable, context.person)
      const { id } = writable.meta
      values[id] = id === 'timetracking' ? { ...(values[id] as object), ...(value as object) } : value
    }
  }
  const known = new Set(writables.map(({ meta }) => meta.id))
  const strange = step.screen.find(meta => !known.has(meta.id) && isMissing(meta, issue))
  if (strange) throw invalid('status', `"${step.to}" needs "${strange.name}", which can only be given in Jira itself`)
  return values
}

function isEstimate(key: string): boolean {
  return key === 'original estimate' || key === 'remaining estimate'
}

function missing({ to }: Step, { key, shape }: Writable): SourceError {
  const values = shape.values ?? []
  const offer = values.length > 0 ? `, one of ${values.map(value => `"${value}"`).join(', ')}` : ''
  return invalid('status', `"${to}" needs "${key}"; set it in the front matter${offer}`)
}
