import { custom } from '../data/custom-fields.ts'
import type { Person } from '../data/directory.ts'
import { projectOf } from '../data/key.ts'
import type {
  Attachment,
  Comment,
  Content,
  FieldDefinition,
  Fields,
  History,
  Issue,
  Rich,
  User,
} from '../data/model.ts'
import { isAdf, plainText, textToAdf } from '../data/rich.ts'
import type { Store } from '../data/store.ts'
import { readTime } from '../data/time.ts'
import type { Kind } from '../data/vocabulary.ts'

const richFields = new Set(['description', 'environment'])
const heavyFields = new Set(['comment', 'attachment', 'created', 'updated', 'worklog', 'timetracking'])
const kinds: readonly (readonly [string, Kind])[] = [
  ['status', 'status'],
  ['priority', 'priority'],
  ['resolution', 'resolution'],
  ['issuetype', 'issuetype'],
]

/** Adds one REST issue object (Data Center shape, as exports have it) to the store; gives what was understood. */
export function adoptIssue(store: Store, object: Fields): Issue {
  const { key } = object
  const given = object.fields as Fields | undefined
  if (typeof key !== 'string' || !given) throw new Error('an issue object needs a key and fields')
  const person = (value: unknown): User => adoptPerson(store, value) ?? store.users.me
  const rich = (value: unknown): Rich => adoptRich(store, value)
  learnFields(store, given, object)
  const fields: Record<string, unknown> = {}
  const bodies: Record<string, Rich> = {}
  for (const [id, value] of Object.entries(given)) {
    if (richFields.has(id) || isTextArea(store, id, value)) bodies[id] = rich(value)
    else if (!heavyFields.has(id)) fields[id] = adoptValue(store, value)
  }
  for (const [id, kind] of kinds) if (given[id]) fields[id] = store.vocabulary.add(kind, given[id] as Fields)
  for (const link of (given.issuelinks as readonly Fields[] | undefined) ?? [])
    if (link.type) store.vocabulary.add('linktype', link.type as Fields)
  const created = readTime(given.created) ?? store.clock.now()
  const updated = readTime(given.updated) ?? created
  const content: Content = {
    rich: bodies,
    comments: adoptComments(given.comment, person, rich),
    attachments: adoptAttachments(given.attachment, person),
    histories: adoptHistories(object.changelog, person),
  }
  for (const part of [...content.comments, ...content.attachments]) store.taken(Number(part.id) || 0)
  const id = Number(object.id) || store.nextId()
  store.clock.passed(updated)
  const issue: Issue = { id, key, created, updated, fields, content: () => content }
  for (const attachment of content.attachments) store.own(attachment.id, id)
  store.put(issue)
  return issue
}

/** The field `project` of a loaded issue, or what its key says. */
export function adoptProject(store: Store, issue: Issue): Fields {
  return (issue.fields.project as Fields | undefined) ?? { id: String(store.nextId()), key: projectOf(issue.key) }
}

function adoptPerson(store: Store, value: unknown): User | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { name, accountId, displayName } = value as Fields
  const login = name ?? accountId
  if (typeof login !== 'string' || typeof displayName !== 'string') return undefined
  return store.users.of({ ...(value as Person), name: login })
}

/** People inside values take the site's shape; everything else stays as it is. */
function adoptValue(store: Store, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => adoptValue(store, item))
  return adoptPerson(store, value) ?? value
}

function adoptRich(store: Store, value: unknown): Rich {
  if (value === undefined || value === null) return null
  if (store.flavour === 'cloud') return isAdf(value) ? value : textToAdf(String(value))
  return isAdf(value) ? plainText(value) : String(value)
}

function isTextArea(store: Store, id: string, value: unknown): boolean {
  return typeof value === 'string' && store.fields.get(id)?.schema?.custom?.endsWith(':textarea') === true
}

function adoptComments(page: unknown, person: (value: unknown) => User, rich: (value: unknown) => Rich) {
  const comments = (page as { comments?: readonly Fields[] } | undefined)?.comments ?? []
  return comments.map((comment): Comment => {
    const created = readTime(comment.created) ?? 0
    return {
      id: String(comment.id),
      author: person(comment.author),
      updateAuthor: person(comment.updateAuthor ?? comment.author),
      created,
      updated: readTime(comment.updated) ?? created,
      body: rich(comment.body),
    }
  })
}

function adoptAttachments(list: unknown, person: (value: unknown) => User): readonly Attachment[] {
  return ((list as readonly Fields[] | undefined) ?? []).map(attachment => ({
    id: String(attachment.id),
    filename: String(attachment.filename),
    author: person(attachment.author),
    created: readTime(attachment.created) ?? 0,
    size: Number(attachment.size) || 0,
    mimeType: String(attachment.mimeType ?? 'application/octet-stream'),
  }))
}

function adoptHistories(changelog: unknown, person: (value: unknown) => User): readonly History[] {
  const histories = (changelog as { histories?: readonly Fields[] } | undefined)?.histories ?? []
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  return histories.map(history => ({
    id: String(history.id),
    author: person(history.author),
    created: readTime(history.created) ?? 0,
    items: ((history.items as readonly Fields[] | undefined) ?? []).map(item => ({
      field: String(item.field),
      fieldId: String(item.fieldId ?? item.field),
      from: text(item.from),
      fromText: text(item.fromString),
      to: text(item.to),
      toText: text(item.toString),
    })),
  }))
}

/** Fields nobody knew yet; human names come from the object's `names`, types from its `schema`. */
function learnFields(store: Store, fields: Fields, object: Fields): void {
  const names = (object.names ?? {}) as Readonly<Record<string, string>>
  const schemas = (object.schema ?? {}) as Readonly<Record<string, NonNullable<FieldDefinition['schema']>>>
  for (const id of Object.keys(fields)) {
    if (store.fields.get(id)) continue
    const name = names[id] ?? id
    const known = schemas[id]
    if (id.startsWith('customfield_')) {
      const field = custom(id, name, 'any', known?.custom ?? '')
      store.fields.add(known ? { ...field, schema: known } : field)
    } else {
      store.fields.add({
        id,
        name,
        custom: false,
        orderable: false,
        navigable: true,
        searchable: false,
        clauseNames: [id],
      })
    }
  }
}
