import type { Field, FieldsOf } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { lineOf, objectOf } from '../model/json.ts'
import { issueKey } from '../model/key.ts'
import { personName } from '../model/person.ts'
import type { OwnSprint } from '../render/sprint.ts'
import { frontValue } from '../render/value.ts'
import type { WriteContext } from './context.ts'
import { issueTypeOf } from './issue-type.ts'
import { linkTypesOf, linkWords } from './links.ts'
import type { Writable } from './names.ts'
import { sprintsOf, sprintWords } from './sprint.ts'
import { stepFields } from './step-fields.ts'

/** Keys for which no screen has to be asked. */
const OFF_SCREEN = new Set(['status', 'links'])

/** Keys that are told of here, whatever the screens say. */
const OWN_WAY = new Set([...OFF_SCREEN, 'sprint', 'resolution'])

/** The keys that may be written, with their allowed values. Only what `names` asks for is asked of Jira. */
export async function fields(of: FieldsOf<string, Issue>, context: WriteContext): Promise<readonly Field[]> {
  const isWanted = (name: string) => of.names === undefined || of.names.includes(name)
  const needsScreen = of.names?.every(name => OFF_SCREEN.has(name)) !== true
  const found =
    of.of === 'new' ? await ofNew(of, needsScreen, context) : await ofIssue(of.entity, needsScreen, of.names, context)
  const { project, type, screen } = found
  const onScreen = screen.filter(({ key }) => isWanted(key)).map(one => fieldOf(one, of.of === 'new', context))
  const named = new Set(screen.map(({ key }) => key))
  return [
    ...(of.of === 'new' && isWanted('type') && found.types ? [typeField(found.types, type)] : []),
    ...(isWanted('status') ? [await statusField(project, type, context)] : []),
    ...(isWanted('resolution') && !named.has('resolution') && of.of === 'issue'
      ? [await resolutionField(context)]
      : []),
    ...(await Promise.all(onScreen)).filter(({ name }) => of.of !== 'new' || name !== 'type'),
    ...(isWanted('sprint') && found.hasSprints ? [await sprintField(project, found.sprints, context)] : []),
    ...(isWanted('links') ? [await linksField(context)] : []),
  ]
}

interface Found {
  readonly project: string
  /** The name of the issue type. */
  readonly type: string | undefined
  readonly types?: readonly string[]
  readonly screen: readonly Writable[]
  readonly hasSprints: boolean
  /** Those that the issue is in. */
  readonly sprints: readonly OwnSprint[]
}

async function ofIssue(
  issue: Issue,
  needsScreen: boolean,
  names: readonly string[] | undefined,
  context: WriteContext,
): Promise<Found> {
  const screen = needsScreen ? await context.metadata.editFields(issue, context.call) : []
  const sprints = sprintsOf(issue)
  const onScreen = await context.writables(screen)
  const isOpen = (key: string) => !OWN_WAY.has(key) && !onScreen.some(one => one.key === key)
  const lacking = names?.filter(isOpen)
  return {
    project: issueKey(issue.key)?.project ?? '',
    type: lineOf(objectOf(issue.fields.issuetype).name),
    screen: [
      ...onScreen,
      ...(needsScreen ? await stepFields(issue, lacking, context) : []).filter(({ key }) => isOpen(key)),
    ],
    hasSprints: sprints.length > 0 || screen.some(({ custom }) => custom === 'gh-sprint'),
    sprints,
  }
}

async function ofNew(
  { scope, given }: Extract<FieldsOf<string, Issue>, { of: 'new' }>,
  needsScreen: boolean,
  context: WriteContext,
): Promise<Found> {
  const project = String((scope as Readonly<Record<string, string | number>>).project)
  const types = await context.metadata.types(project, context.call)
  const type = issueTypeOf(types, lineOf(given.type)) ?? issueTypeOf(types, undefined)
  const screen = type && needsScreen ? await context.metadata.createFields(project, type.id, context.call) : []
  return {
    project,
    type: type?.name,
    types: types.map(({ name }) => name),
    screen: await context.writables(screen),
    hasSprints: screen.some(({ custom }) => custom === 'gh-sprint'),
    sprints: [],
  }
}

async function fieldOf({ key, meta, shape }: Writable, isNew: boolean, context: WriteContext): Promise<Field> {
  const fallback = isNew ? await fallbackOf(key, meta.fallback, context) : undefined
  return {
    name: key,
    kind: shape.kind,
    ...(shape.many && { many: true }),
    ...(shape.values && { values: shape.values }),
    // Jira asks for the estimates as one, and makes one of the other.
    ...(meta.required && key !== 'remaining estimate' && { required: true }),
    ...(fallback !== undefined && { default: fallback }),
    ...(shape.note && { note: shape.note }),
  }
}

async function fallbackOf(key: string, fallback: unknown, { site, call }: WriteContext) {
  if (key === 'reporter') return personName(await site.myself(call))
  return fallback === undefined || fallback === null ? undefined : frontValue(fallback)
}

function typeField(types: readonly string[], usual: string | undefined): Field {
  return { name: 'type', kind: 'choice', values: types, ...(usual !== undefined && { default: usual }) }
}

async function statusField(
  project: string,
  type: string | undefined,
  { metadata, call }: WriteContext,
): Promise<Field> {
  const values = await metadata.statuses(project, type, call)
  const note = 'The steps of the workflow that lead there are taken one by one.'
  return { name: 'status', kind: 'choice', values, note }
}

async function resolutionField({ metadata, call }: WriteContext): Promise<Field> {
  const note = 'Set together with the status that it belongs to.'
  return { name: 'resolution', kind: 'choice', values: await metadata.resolutions(call), note }
}

async function sprintField(
  project: string,
  own: readonly OwnSprint[],
  { metadata, call }: WriteContext,
): Promise<Field> {
  const open = await metadata.openSprints(project, call)
  const note = 'One that is not closed; closed ones stay.'
  const names = own.map(one => one.name)
  return {
    name: 'sprint',
    kind: 'choice',
    many: true,
    values: [...new Set([...names, ...sprintWords(open, own).keys()])],
    note,
  }
}

async function linksField({ metadata, call }: WriteContext): Promise<Field> {
  const words = linkWords(linkTypesOf(await metadata.linkTypes(call)))
  const note = `Words and the key of an issue, like "${words[0] ?? 'relates to'} PROJ-1". The words: ${words.join(', ')}.`
  return { name: 'links', kind: 'text', many: true, note }
}
