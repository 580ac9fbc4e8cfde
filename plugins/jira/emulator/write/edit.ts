import { projectOf } from '../data/key.ts'
import type { Change, Comment, Content, FieldDefinition, Fields, Issue, Rich, User } from '../data/model.ts'
import { plainText } from '../data/rich.ts'
import type { Store } from '../data/store.ts'
import { Refusal } from '../http/message.ts'
import type { Api } from '../present/parts.ts'
import { FieldProblem } from './field-problem.ts'
import { isRich, readBody, readValue, unsettable, type ValueScope } from './read-value.ts'
import { checkScreen } from './screen.ts'
import { applyVerbs } from './verbs.ts'

/** The body of an edit: `fields` sets values, `update` has verbs. */
export interface EditInput {
  readonly fields?: Fields
  readonly update?: Readonly<Record<string, readonly Fields[]>>
  /** `[{ key, value }]` */
  readonly properties?: readonly Fields[]
}

/** New values of an issue, by field. */
export interface Values {
  readonly fields: Fields
  readonly rich: Readonly<Record<string, Rich>>
}

/** Reads all values of a request, or refuses with all that is wrong with them. */
export function readValues(scope: ValueScope, input: EditInput, present: Fields): Values {
  const fields: Record<string, unknown> = {}
  const rich: Record<string, Rich> = {}
  const errors: Record<string, string> = {}
  const wanted = { ...input.fields }
  for (const [id, verbs] of Object.entries(input.update ?? {})) {
    try {
      if (id in wanted) throw new FieldProblem(`Field '${id}' cannot appear in both 'fields' and 'update'`)
      const isList = scope.store.fields.get(id)?.schema?.type === 'array'
      if (id !== 'comment') wanted[id] = applyVerbs(present[id], verbs, isList)
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error
      errors[id] = error.message
    }
  }
  for (const [id, value] of Object.entries(wanted)) {
    try {
      const field = scope.store.fields.get(id)
      if (!field) throw new FieldProblem(unsettable(id))
      if (isRich(field)) rich[id] = readBody(scope, value)
      else if (id === 'timetracking') Object.assign(fields, readEstimates(value))
      else fields[id] = readValue(scope, field, value)
    } catch (error) {
      if (!(error instanceof FieldProblem)) throw error
      errors[id] = error.message
    }
  }
  if (Object.keys(errors).length > 0) throw new Refusal(400, [], errors)
  return { fields, rich }
}

/** Applies an edit as the API does, with history; throws `Refusal`. */
export function editIssue(
  store: Store,
  issue: Issue,
  input: EditInput,
  author: User,
  api: Api,
  ignored: ReadonlySet<string> = new Set(),
): Issue {
  const scope = { store, project: store.projects.get(projectOf(issue.key)), api }
  const type = issue.fields.issuetype as Fields | undefined
  if (!input.fields && !input.update && !input.properties)
    throw new Refusal(400, ["one of 'fields' or 'update' required"])
  checkScreen(store, input, type, 'edit')
  const read = readValues(scope, input, issue.fields)
  const values = { fields: without(read.fields, ignored), rich: without(read.rich, ignored) }
  const comments = (input.update?.comment ?? []).map(verb => readBody(scope, (verb.add as Fields | undefined)?.body))
  const changed = replaceValues(store, issue, values, author)
  return comments.reduce((before, body) => addComment(store, before, body, author).issue, changed)
}

/** Replaces values and writes down what changed; without a change the issue stays as it is. */
export function replaceValues(store: Store, issue: Issue, values: Values, author: User): Issue {
  const before = issue.content()
  const items = [
    ...Object.entries(values.fields).map(([id, value]) => change(store, id, issue.fields[id], value)),
    ...Object.entries(values.rich).map(([id, value]) => change(store, id, before.rich[id], value)),
  ].filter(item => item !== undefined)
  if (items.length === 0) return issue
  const now = store.clock.tick()
  const history = { id: String(store.nextId()), author, created: now, items }
  const content: Content = {
    ...before,
    rich: { ...before.rich, ...values.rich },
    histories: [...before.histories, history],
  }
  const after: Issue = {
    ...issue,
    updated: now,
    fields: { ...issue.fields, ...values.fields },
    content: () => content,
  }
  store.put(after)
  return after
}

/** Adds a comment; gives the new record and the comment. */
export function addComment(
  store: Store,
  issue: Issue,
  body: Rich,
  author: User,
  more: Pick<Comment, 'properties' | 'visibility'> = {},
) {
  const now = store.clock.tick()
  const comment = {
    id: String(store.nextId()),
    author,
    updateAuthor: author,
    created: now,
    updated: now,
    body,
    ...more,
  }
  const before = issue.content()
  const content: Content = { ...before, comments: [...before.comments, comment] }
  const after: Issue = { ...issue, updated: now, content: () => content }
  store.put(after)
  return { issue: after, comment }
}

function without<T>(values: Readonly<Record<string, T>>, ids: ReadonlySet<string>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(values).filter(([id]) => !ids.has(id)))
}

function change(store: Store, id: string, before: unknown, after: unknown): Change | undefined {
  if (JSON.stringify(before ?? null) === JSON.stringify(after ?? null)) return undefined
  const definition = store.fields.get(id)
  const field = definition?.custom ? definition.name : id
  const [from, fromText] = describe(definition, before)
  const [to, toText] = describe(definition, after)
  return { field, fieldId: id, from, fromText, to, toText }
}

/** Id and text of a value, as histories show them. */
function describe(field: FieldDefinition | undefined, value: unknown): readonly [string | null, string | null] {
  if (value === null || value === undefined) return [null, null]
  if (field && isRich(field)) return [null, plainText(value as Rich)]
  if (Array.isArray(value)) {
    const texts = value.map(item => describe(field, item)[1])
    return [null, texts.join(field?.id === 'labels' ? ' ' : ', ')]
  }
  if (typeof value !== 'object') return [null, String(value)]
  const { id, accountId, name, displayName, value: option } = value as Fields
  return [String(id ?? accountId ?? name), String(displayName ?? name ?? option ?? id)]
}

const seconds = { m: 60, h: 3600, d: 28_800, w: 144_000 } as const

function readEstimates(value: unknown): Fields {
  const { originalEstimate, remainingEstimate } = (value ?? {}) as Fields
  return {
    ...(originalEstimate === undefined ? {} : { timeoriginalestimate: readEstimate(originalEstimate) }),
    ...(remainingEstimate === undefined ? {} : { timeestimate: readEstimate(remainingEstimate) }),
  }
}

function readEstimate(text: unknown): number {
  if (!/^\s*\d+(?:\.\d+)?\s*[mhdw](?:\s+\d+(?:\.\d+)?\s*[mhdw])*\s*$/.test(String(text)))
    throw new FieldProblem('Estimates must be like "3w 4d 12h".')
  const parts = [...String(text).matchAll(/(\d+(?:\.\d+)?)\s*([mhdw])/g)]
  return parts.reduce((sum, part) => sum + Number(part[1]) * seconds[part[2] as 'm'], 0)
}
