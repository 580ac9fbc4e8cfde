import { customId } from '../data/custom-fields.ts'
import { numberOf, projectOf } from '../data/key.ts'
import type { FieldDefinition, Fields, Issue } from '../data/model.ts'
import { plainText } from '../data/rich.ts'
import type { Store } from '../data/store.ts'
import { readTime } from '../data/time.ts'
import type { Kind } from '../data/vocabulary.ts'

/** How a field is compared. */
export type JqlField =
  /** Objects or strings with ids and names; `known` lists the values a query may name, `rank` orders them. */
  | {
      readonly kind: 'named'
      readonly values: (issue: Issue) => readonly unknown[]
      readonly known?: () => readonly unknown[]
      readonly rank?: Kind
    }
  | { readonly kind: 'user'; readonly values: (issue: Issue) => readonly unknown[] }
  | { readonly kind: 'date' | 'number'; readonly value: (issue: Issue) => number | undefined }
  | { readonly kind: 'text'; readonly texts: (issue: Issue) => readonly string[] }
  /** The issue itself, or its parent. */
  | { readonly kind: 'issue'; readonly target: (issue: Issue) => Issue | undefined }

const kindOf: Readonly<Record<string, Kind>> = {
  status: 'status',
  priority: 'priority',
  resolution: 'resolution',
  issuetype: 'issuetype',
}

/** How to compare a field by what the query calls it; `undefined` when there is none of that name. */
export function jqlField(store: Store, name: string): JqlField | undefined {
  const lower = name.toLowerCase()
  const special = specialField(store, lower)
  if (special) return special
  const definition = store.fields.named(name)
  return definition && definedField(store, definition)
}

function specialField(store: Store, name: string): JqlField | undefined {
  switch (name) {
    case 'key':
    case 'issuekey':
    case 'id':
    case 'issue':
      return { kind: 'issue', target: issue => issue }
    case 'parent':
      return { kind: 'issue', target: issue => parentOf(store, issue) }
    case 'project':
      return {
        kind: 'named',
        values: issue => [store.projects.get(projectOf(issue.key)) ?? { key: projectOf(issue.key) }],
        known: () => [...store.projects.values()],
      }
    case 'statuscategory':
      return { kind: 'named', values: issue => one((issue.fields.status as Fields | null)?.statusCategory) }
    case 'created':
    case 'createddate':
      return { kind: 'date', value: issue => issue.created }
    case 'updated':
    case 'updateddate':
      return { kind: 'date', value: issue => issue.updated }
    case 'text':
      return {
        kind: 'text',
        texts: issue => [String(issue.fields.summary ?? ''), ...bodies(issue), ...comments(issue)],
      }
    case 'comment':
      return { kind: 'text', texts: comments }
    case 'labels':
      return { kind: 'named', values: issue => many(issue.fields.labels) }
    case 'sprint':
      return { kind: 'named', values: issue => sprints(issue) }
    case 'attachments':
      return { kind: 'named', values: issue => issue.content().attachments }
    default:
      return undefined
  }
}

function definedField(store: Store, definition: FieldDefinition): JqlField {
  const { id, schema } = definition
  const type = schema?.items ?? schema?.type ?? 'any'
  const value = (issue: Issue) => issue.fields[id]
  switch (type) {
    case 'user':
      return { kind: 'user', values: issue => many(value(issue)) }
    case 'date':
    case 'datetime':
      return { kind: 'date', value: issue => readTime(value(issue)) }
    case 'number':
      return { kind: 'number', value: issue => (typeof value(issue) === 'number' ? Number(value(issue)) : undefined) }
    case 'string':
      return { kind: 'text', texts: issue => texts(value(issue) ?? issue.content().rich[id]) }
    case 'component':
      return { kind: 'named', values: issue => many(value(issue)), known: () => parts(store, 'components') }
    case 'version':
      return { kind: 'named', values: issue => many(value(issue)), known: () => parts(store, 'versions') }
    default: {
      const rank = kindOf[id]
      const values = (issue: Issue) => many(value(issue))
      return rank ? { kind: 'named', values, known: () => store.vocabulary.all(rank), rank } : { kind: 'named', values }
    }
  }
}

/** Orders keys as Jira does: by project, then by number. */
export function keyOrder(issue: Issue): string {
  return `${projectOf(issue.key)}-${String(numberOf(issue.key)).padStart(10, '0')}`
}

function parentOf(store: Store, issue: Issue): Issue | undefined {
  const stub = issue.fields.parent as Fields | undefined
  const epic = issue.fields[customId.epicLink]
  return stub ? store.find(String(stub.id)) : typeof epic === 'string' ? store.find(epic) : undefined
}

/** Sprints wherever the site keeps them; Data Center prints them as text. */
function sprints(issue: Issue): readonly unknown[] {
  const { closedSprints, sprint } = issue.fields
  return [...many(issue.fields[customId.sprint]), ...many(closedSprints), ...many(sprint)].map(value => {
    if (typeof value !== 'string') return value
    const part = (name: string) => new RegExp(`[[,]${name}=([^,\\]]*)`).exec(value)?.[1]
    return { id: part('id'), name: part('name'), state: part('state')?.toLowerCase() }
  })
}

function parts(store: Store, kind: 'components' | 'versions'): readonly unknown[] {
  return [...store.projects.values()].flatMap(project => project[kind])
}

function bodies(issue: Issue): readonly string[] {
  return Object.values(issue.content().rich).flatMap(texts)
}

function comments(issue: Issue): readonly string[] {
  return issue.content().comments.flatMap(comment => texts(comment.body))
}

function texts(value: unknown): readonly string[] {
  return value === null || value === undefined ? [] : [plainText(value as Fields | string)]
}

function one(value: unknown): readonly unknown[] {
  return value === null || value === undefined ? [] : [value]
}

function many(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : one(value)
}
