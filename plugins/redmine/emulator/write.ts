import type { Detail, Issue } from './data/model.ts'
import type { Store } from './data/store.ts'
import { ADMIN, FIELDS, STATUSES } from './data/vocabulary.ts'
import { Refusal } from './http/message.ts'

/** Values as `POST /issues.json` and `PUT /issues/1.json` take them. */
export type Fields = Readonly<Record<string, unknown>>

const PLAIN = [
  ...[
    'subject',
    'description',
    'project_id',
    'tracker_id',
    'status_id',
    'priority_id',
    'assigned_to_id',
    'category_id',
  ],
  ...['fixed_version_id', 'parent_id', 'start_date', 'due_date', 'done_ratio', 'estimated_hours', 'is_private'],
]

/** Makes an issue. A parent gets a journal and a new time. */
export function createIssue(store: Store, fields: Fields, user: number): Issue {
  const values = plainValues(store, fields)
  if (values.project_id === undefined) throw new Refusal(422, ['Project cannot be blank'])
  if (!values.subject) throw new Refusal(422, ['Subject cannot be blank'])
  const issue = store.add(values, user, store.clock.tick())
  setCustom(issue, fields)
  attach(store, issue, fields)
  const { watcher_user_ids: watching } = fields
  for (const id of Array.isArray(watching) ? watching : []) issue.watchers.add(Number(id))
  const parent = store.issues.get(Number(values.parent_id))
  if (parent) {
    const detail: Detail = { property: 'attr', name: 'child_id', old: null, new: String(issue.id) }
    store.journal(parent, { user, details: [detail] })
    store.touch(parent)
  }
  return issue
}

/**
 * Changes an issue: its time moves, even if nothing else does. Private notes stand in a journal of their own. Who
 * contributes watches from then on, with the right to.
 */
export function changeIssue(store: Store, issue: Issue, fields: Fields, user: number): void {
  const details: Detail[] = []
  for (const [name, value] of Object.entries(plainValues(store, fields))) {
    if (name === 'project_id' && value !== issue.attributes.project_id) {
      const project = store.project(Number(value))
      const old = store.project(Number(issue.attributes.project_id))
      const category = old.categories.find(({ id }) => id === issue.attributes.category_id)?.name
      issue.attributes.category_id = project.categories.find(one => one.name === category)?.id
      issue.attributes.fixed_version_id = undefined
    }
    if (name === 'status_id' && !STATUSES.some(({ id }) => id === value)) continue
    const old = issue.attributes[name]
    if ((old ?? null) === (value ?? null)) continue
    details.push({ property: 'attr', name, old: text(old), new: text(value) })
    issue.attributes[name] = value
  }
  details.push(...setCustom(issue, fields), ...attach(store, issue, fields))
  const notes = typeof fields.notes === 'string' && fields.notes !== '' ? fields.notes : undefined
  const isPrivate = notes !== undefined && fields.private_notes === true
  if (isPrivate && details.length > 0) store.journal(issue, { user, details, notes: null })
  const own = isPrivate ? [] : details
  if (notes !== undefined || own.length > 0) store.journal(issue, { user, details: own, notes: notes ?? '', isPrivate })
  if ((notes !== undefined || details.length > 0) && user === ADMIN.id) issue.watchers.add(user)
  store.touch(issue)
}

/** Without a trace. Subtasks go with it. */
export function removeIssue(store: Store, issue: Issue): void {
  store.issues.delete(issue.id)
  for (const { id, from, to } of store.relations.values()) {
    if (from === issue.id || to === issue.id) store.relations.delete(id)
  }
  for (const child of [...store.issues.values()].filter(({ attributes }) => attributes.parent_id === issue.id)) {
    removeIssue(store, child)
  }
}

function plainValues(store: Store, fields: Fields): Record<string, unknown> {
  const renamed: Fields = { ...fields, ...('parent_issue_id' in fields && { parent_id: fields.parent_issue_id }) }
  const values = Object.fromEntries(PLAIN.flatMap(name => (name in renamed ? [[name, renamed[name]]] : [])))
  // Descriptions have CRLF, whatever was sent; notes stay as they are.
  if (typeof values.description === 'string') values.description = values.description.replaceAll(/\r\n?|\n/g, '\r\n')
  if (values.project_id === undefined) return values
  const project = store.projects.find(({ id, identifier }) => [id, identifier].includes(values.project_id as string))
  return { ...values, project_id: project?.id }
}

function setCustom(issue: Issue, { custom_fields }: Fields): readonly Detail[] {
  return (Array.isArray(custom_fields) ? (custom_fields as readonly Fields[]) : []).flatMap(({ id, value }) => {
    const field = FIELDS.find(one => one.id === Number(id))
    if (!field) return []
    const values = [value].flat().flatMap(word => (word === null || word === '' ? [] : [String(word)]))
    const old = issue.custom.get(field.id)
    if (text(old) === values.join(',') || (old === undefined && values.length === 0)) return []
    const kept = [old ?? []].flat().filter(word => values.includes(word))
    issue.custom.set(field.id, field.multiple ? [...new Set([...kept, ...values])] : (values[0] ?? ''))
    return [{ property: 'cf' as const, name: String(field.id), old: text(old), new: values.join(', ') }]
  })
}

function attach(store: Store, issue: Issue, { uploads }: Fields): readonly Detail[] {
  return (Array.isArray(uploads) ? (uploads as readonly Fields[]) : []).flatMap(({ token, filename, description }) => {
    const file = store.uploads.get(String(token))
    if (!file) return []
    store.uploads.delete(String(token))
    const name = (typeof filename === 'string' ? filename : file.filename).replaceAll(/[/?%*:|"'<>\n\r]+/g, '_')
    issue.attachments.push({ ...file, filename: name, description: String(description ?? '') })
    return [{ property: 'attachment' as const, name: String(file.id), old: null, new: name }]
  })
}

function text(value: unknown): string | null {
  return value === undefined || value === null ? null : String(value)
}
