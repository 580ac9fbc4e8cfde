import type { Call, Field, FieldsOf } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import type { ISSUE } from '../routes/paths.ts'
import { type Asked, askedOf } from './asked.ts'
import { CORE_FIELDS, type CoreField } from './core-fields.ts'
import { customField, customFieldsOf } from './custom-fields.ts'
import { RELATIONS } from './links.ts'
import type { Surroundings } from './surroundings.ts'

const LINKS: Field = {
  name: 'links',
  kind: 'text',
  many: true,
  note: `One of “${RELATIONS.join(' #77”, “')} #77”; “precedes” and “follows” take days: “follows #77 (2 days)”.`,
}

const WATCHERS: Field = {
  name: 'watchers',
  kind: 'person',
  many: true,
  note: 'Members of the project, and whoever the issue names.',
}

/** What may be written of the front matter, under the keys that are shown. */
export async function fieldsOf(
  around: Surroundings,
  of: FieldsOf<typeof ISSUE, Issue>,
  call: Call,
): Promise<readonly Field[]> {
  const asked = askedOf(of)
  const isMoving = of.of === 'issue' && of.names?.includes('project') === true
  const isWanted = ({ name }: { readonly name: string }) => of.names === undefined || of.names.includes(name)
  const others = [LINKS, WATCHERS].filter(isWanted)
  const known = new Set([...CORE_FIELDS, LINKS, WATCHERS].map(({ name }) => name))
  const asksForCustom = of.names === undefined || of.names.some(name => !known.has(name))
  const [core, custom] = await Promise.all([
    Promise.all(
      CORE_FIELDS.filter(field => isWanted(field) && !(field.isForOld && asked.issue === undefined)).map(field =>
        coreField(around, isMoving && field.isOfProject ? { ...field, choices: untold } : field, asked, call),
      ),
    ),
    asksForCustom ? customFieldsOf(around, asked, call) : [],
  ])
  return [...core, ...others, ...custom.map(field => customField(field, asked.issue === undefined)).filter(isWanted)]
}

/** Which values the project has to which an issue is moved is looked at when it is. */
async function untold(): Promise<undefined> {}

async function coreField(around: Surroundings, field: CoreField, asked: Asked, call: Call): Promise<Field> {
  const { name, kind, required, note } = field
  const [choices, initial] = await Promise.all([
    field.choices?.(around, asked, call),
    asked.issue === undefined ? field.initial?.(around, asked, call) : undefined,
  ])
  return {
    name,
    kind,
    ...(choices && { values: choices.map(({ label }) => label) }),
    ...(required && asked.issue !== undefined && { required }),
    ...(initial !== undefined && { default: initial }),
    ...(note !== undefined && { note }),
  }
}
