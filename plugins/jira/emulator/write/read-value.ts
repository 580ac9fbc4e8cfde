import type { FieldDefinition, Fields, Project, Rich, User } from '../data/model.ts'
import { isAdf, textToAdf } from '../data/rich.ts'
import type { Store } from '../data/store.ts'
import { printTime, readTime } from '../data/time.ts'
import type { Api } from '../present/parts.ts'
import { FieldProblem } from './field-problem.ts'

/** What values are read against. */
export interface ValueScope {
  readonly store: Store
  readonly project: Project | undefined
  readonly api: Api
}

const fixed = new Set([
  ...['status', 'created', 'updated', 'creator', 'resolutiondate', 'project', 'comment', 'attachment', 'subtasks'],
  ...['issuelinks', 'statusCategory', 'worklog', 'watches', 'votes', 'timespent'],
])

/** Whether a request may set the field. */
export function isSettable(field: FieldDefinition): boolean {
  return (field.orderable || field.id === 'parent') && !fixed.has(field.id)
}

/** Whether a field holds a body, kept with the content. */
export function isRich(field: FieldDefinition): boolean {
  const text = field.schema?.custom?.endsWith(':textarea') === true
  return field.id === 'description' || field.id === 'environment' || text
}

/** A body as the API took it: ADF in REST v3, text otherwise. */
export function readBody({ store, api }: ValueScope, input: unknown): Rich {
  if (input === null || input === undefined) return null
  if (store.flavour === 'data-center') {
    if (typeof input === 'string') return input
    throw new FieldProblem('Operation value must be a string')
  }
  if (api === '2' && typeof input === 'string') return textToAdf(input)
  if (isAdf(input)) return input
  throw new FieldProblem('Operation value must be an Atlassian Document (see the Atlassian Document Format)')
}

/** The stored form of a value that a request sets; throws `FieldProblem`. */
export function readValue(scope: ValueScope, field: FieldDefinition, input: unknown): unknown {
  const { id, schema } = field
  if (fixed.has(id)) throw new FieldProblem(unsettable(id))
  if (id === 'summary') return readSummary(input)
  if (id === 'labels') return readLabels(input)
  if (id === 'parent') return readParent(scope, input)
  if (id === 'priority' || id === 'resolution' || id === 'issuetype') return readNamed(scope, id, input)
  if (id === 'components') return readParts(scope.project?.components ?? [], 'Component', input)
  if (id === 'fixVersions' || id === 'versions') return readParts(scope.project?.versions ?? [], 'Version', input)
  if (input === null) return null
  switch (schema?.items ?? schema?.type) {
    case 'user':
      return schema?.type === 'array'
        ? array(input, 'data was not an array').map(value => readUser(scope.store, value))
        : readUser(scope.store, input)
    case 'option':
      return schema?.type === 'array'
        ? (array(input, 'data was not an array') as Fields[]).map(value => readOption(field, value))
        : readOption(field, input)
    case 'number':
      if (typeof input === 'number') return input
      throw new FieldProblem('Operation value must be a number')
    case 'date':
      if (typeof input === 'string' && /^\d{4}-\d\d-\d\d$/.test(input)) return input
      throw new FieldProblem("Error parsing date string: use the format 'yyyy-MM-dd'")
    case 'datetime':
      if (isTime(input) && readTime(input) !== undefined) return printTime(readTime(input)!)
      throw new FieldProblem("Error parsing time: use the format yyyy-MM-dd'T'HH:mm:ss.SSSZ")
    case 'option-with-child':
      return readCascade(field, input)
    case 'string':
      if (schema?.type === 'array') return readLabels(input)
      if (typeof input === 'string') return input
      throw new FieldProblem('Operation value must be a string')
    default:
      return input
  }
}

/** The only form that a request may write. */
function isTime(input: unknown): boolean {
  return typeof input === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/.test(input)
}

/** What Jira says of a field that cannot be set. */
export function unsettable(id: string): string {
  return `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`
}

function readSummary(input: unknown): string {
  if (typeof input !== 'string' || input.trim() === '')
    throw new FieldProblem('You must specify a summary of the issue.')
  if (/[\r\n]/.test(input)) {
    throw new FieldProblem('The summary is invalid because it contains newline characters.')
  }
  if (input.length > 255) throw new FieldProblem('Summary must be less than 255 characters.')
  return input.trim()
}

function readLabels(input: unknown): readonly string[] {
  const labels = array(input ?? [], 'data was not an array').map(String)
  const spaced = labels.find(label => /\s/.test(label))
  if (spaced !== undefined) throw new FieldProblem(`The label '${spaced}' contains spaces which is invalid.`)
  return [...new Set(labels)]
}

function readParent({ store }: ValueScope, input: unknown): Fields | undefined {
  const { id, key, none } = (input ?? {}) as Fields
  if (none === true) return undefined
  const parent = store.find(String(key ?? id))
  if (!parent) throw new FieldProblem('Could not find issue by id or key.')
  return { id: String(parent.id) }
}

function readNamed({ store }: ValueScope, kind: 'priority' | 'resolution' | 'issuetype', input: unknown): unknown {
  if (input === null && kind !== 'issuetype') return null
  const { id, name } = (input ?? {}) as Fields
  const value = store.vocabulary.find(kind, String(id ?? name))
  if (value) return value
  throw new FieldProblem(kind === 'issuetype' ? 'Specify a valid issue type' : `The ${kind} selected is invalid.`)
}

function readParts(known: readonly Fields[], what: string, input: unknown): readonly Fields[] {
  return (array(input ?? [], 'data was not an array') as Fields[]).map(({ id, name }) => {
    const part = known.find(candidate => (id === undefined ? candidate.name === name : candidate.id === String(id)))
    if (part) return part
    throw new FieldProblem(`${what} name '${name ?? id}' is not valid`)
  })
}

function readUser(store: Store, input: unknown): User {
  const { accountId, id, name } = (input ?? {}) as Fields
  const given = store.flavour === 'cloud' ? (accountId ?? id) : name
  const user = given === undefined ? undefined : store.users.find(String(given))
  // Other words for a person are found by the search alone.
  const own = store.flavour === 'cloud' ? user?.accountId : user?.name
  if (user && String(own).toLowerCase() === String(given).toLowerCase()) return user
  throw new FieldProblem(
    store.flavour === 'cloud'
      ? 'User does not exist or you do not have permission.'
      : `User '${given}' does not exist.`,
  )
}

function readOption(field: FieldDefinition, input: unknown): unknown {
  const { id, value } = (input ?? {}) as Fields
  if (!field.options) return input
  const option = field.options.find(candidate => (id === undefined ? candidate.value === value : candidate.id === id))
  if (option) return option
  throw new FieldProblem(`Option value '${value ?? id}' is not valid`)
}

/** A choice and, within it, another one. */
function readCascade(field: FieldDefinition, input: unknown): Fields {
  const { children, ...parent } = readOption(field, input) as Fields
  const { child } = input as Fields
  if (child === undefined || child === null) return parent
  const { id, value } = child as Fields
  const found = ((children ?? []) as readonly Fields[]).find(one =>
    id === undefined ? one.value === value : one.id === id,
  )
  if (found) return { ...parent, child: found }
  throw new FieldProblem(`Option value '${value ?? id}' is not valid`)
}

function array(input: unknown, problem: string): readonly unknown[] {
  if (Array.isArray(input)) return input
  throw new FieldProblem(problem)
}
