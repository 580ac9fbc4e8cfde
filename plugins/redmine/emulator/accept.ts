import type { Issue, Project, User } from './data/model.ts'
import type { Store } from './data/store.ts'
import { FIELDS, MEMBERS, PRIORITIES, STATUSES, TRACKERS } from './data/vocabulary.ts'
import { Refusal } from './http/message.ts'
import type { Fields } from './write.ts'

const IDS = ['tracker_id', 'status_id', 'priority_id', 'assigned_to_id', 'category_id', 'fixed_version_id']
const DAYS: Readonly<Record<string, string>> = { start_date: 'Start date', due_date: 'Due date' }

/**
 * What Redmine makes of the fields that a user sends: it leaves out what the user has no right to, unknown trackers and
 * statuses to which no workflow leads, without a word; for the rest it answers 422.
 *
 * @param issue the one that is changed, `undefined` for a new one in `project_id`
 */
export function acceptFields(store: Store, issue: Issue | undefined, sent: Fields, user: User): Fields {
  const fields = normal(permitted(sent, issue, user))
  if (issue && !store.projects.some(one => isNamed(one, fields.project_id) && store.isVisible(one, user))) {
    delete fields.project_id
  }
  if (!TRACKERS.some(({ id }) => id === fields.tracker_id)) delete fields.tracker_id
  if (!statusesFor(issue, user).includes(fields.status_id as number)) delete fields.status_id
  const errors = [...plainErrors(store, issue, fields, user), ...customErrors(fields), ...uploadErrors(store, fields)]
  if (errors.length > 0) throw new Refusal(422, errors)
  return fields
}

function isNamed({ id, identifier }: Project, name: unknown): boolean {
  return [String(id), identifier].includes(String(name))
}

/** Where the workflow leads: an administrator anywhere, a reporter to the end. New issues are new. */
export function statusesFor(issue: Issue | undefined, user: User | undefined): readonly number[] {
  if (issue === undefined) return [1]
  const present = Number(issue.attributes.status_id)
  if (user?.admin) return STATUSES.map(({ id }) => id)
  const isOpen = !STATUSES.find(({ id }) => id === present)?.closed
  return [...(isOpen && user ? [5] : []), present].toSorted((a, b) => a - b)
}

/** A reporter may make issues, and add notes and files to them. */
function permitted(sent: Fields, issue: Issue | undefined, user: User): Fields {
  if (user.admin) return sent
  const isKept = (name: string) => {
    if (issue) return ['notes', 'uploads'].includes(name)
    return !['parent_issue_id', 'is_private', 'watcher_user_ids', 'private_notes'].includes(name)
  }
  return Object.fromEntries(Object.entries(sent).filter(([name]) => isKept(name)))
}

function normal(sent: Fields): Record<string, unknown> {
  const entries = Object.entries(sent).map(([name, value]): [string, unknown] => {
    if (value === '') return [name, name === 'done_ratio' ? 0 : name === 'subject' ? '' : null]
    return [name, IDS.includes(name) || name === 'parent_issue_id' ? Number(String(value).replace('#', '')) : value]
  })
  return Object.fromEntries(entries)
}

function plainErrors(store: Store, issue: Issue | undefined, fields: Fields, user: User): readonly string[] {
  const { subject, priority_id, done_ratio, estimated_hours } = fields
  const project = store.projects.find(({ id, identifier }) => {
    return [id, identifier].includes((fields.project_id ?? issue?.attributes.project_id) as number)
  })
  const has = (name: string) => fields[name] !== undefined && fields[name] !== null
  const isIn = (name: string, list: readonly { readonly id: number }[] = []) =>
    list.some(({ id }) => id === fields[name])
  const isAssignable = (author: number) =>
    [...MEMBERS.map(({ id }) => id), author, issue?.attributes.assigned_to_id].includes(fields.assigned_to_id as number)
  const dates = { ...issue?.attributes, ...fields }
  const days = Object.entries(DAYS).filter(([name]) => has(name) && !/^\d{4}-\d{2}-\d{2}$/.test(String(fields[name])))
  return [
    ...(subject === '' ? ['Subject cannot be blank'] : []),
    ...(String(subject ?? '').length > 255 ? ['Subject is too long (maximum is 255 characters)'] : []),
    ...('priority_id' in fields && !PRIORITIES.some(({ id }) => id === priority_id)
      ? ['Priority cannot be blank']
      : []),
    ...(has('done_ratio') && !(Number(done_ratio) >= 0 && Number(done_ratio) <= 100)
      ? ['% Done is not included in the list']
      : []),
    ...(has('estimated_hours') && Number.isNaN(Number(estimated_hours)) ? ['Estimated time is invalid'] : []),
    ...days.map(([, label]) => `${label} is not a valid date`),
    ...(dates.start_date && dates.due_date && String(dates.due_date) < String(dates.start_date)
      ? ['Due date must be greater than start date']
      : []),
    ...(has('fixed_version_id') && !isIn('fixed_version_id', project?.versions)
      ? ['Target version is not included in the list']
      : []),
    ...(has('category_id') && !isIn('category_id', project?.categories)
      ? ['Category is not included in the list']
      : []),
    ...(has('assigned_to_id') && !isAssignable(issue?.author ?? user.id) ? ['Assignee is invalid'] : []),
    ...(has('parent_issue_id') && !isParent(store, issue, Number(fields.parent_issue_id))
      ? ['Parent task is invalid']
      : []),
  ]
}

/** An issue that is there, and not below the one that is to be its child. */
function isParent(store: Store, issue: Issue | undefined, id: number): boolean {
  for (let above = store.issues.get(id); above; above = store.issues.get(Number(above.attributes.parent_id))) {
    if (above.id === issue?.id) return false
  }
  return store.issues.has(id)
}

function customErrors({ custom_fields }: Fields): readonly string[] {
  return (Array.isArray(custom_fields) ? (custom_fields as readonly Fields[]) : []).flatMap(({ id, value }) => {
    const field = FIELDS.find(one => one.id === Number(id))
    const words = [value].flat().filter(word => word !== '' && word !== null)
    const isWrong = field?.values !== undefined && words.some(word => !field.values?.includes(String(word)))
    return isWrong ? [`${field.name} is not included in the list`] : []
  })
}

/** A token is good for one time. */
function uploadErrors(store: Store, { uploads }: Fields): readonly string[] {
  const tokens = (Array.isArray(uploads) ? (uploads as readonly Fields[]) : []).map(({ token }) => String(token))
  const { length } = tokens.filter(token => !store.uploads.has(token))
  return length > 0 ? [`${length} file(s) could not be saved.`] : []
}
