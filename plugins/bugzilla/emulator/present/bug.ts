import { openStatuses } from '../data/fields.ts'
import type { Bug, Flag, User } from '../data/model.ts'
import { datedFields, presentDated } from '../data/moment.ts'
import type { Store } from '../data/store.ts'
import { presentAttachment, presentComment, presentHistory } from './parts.ts'
import { type Selection, select } from './select.ts'
import { timeText } from './time.ts'

/** Who looks. */
export interface Viewer {
  readonly store: Store
  readonly user: User | undefined
}

/** A bug as the REST interface prints it. The anonymous see no time tracking. */
export function presentBug({ store, user }: Viewer, bug: Bug, selection: Selection): Readonly<Record<string, unknown>> {
  const { values } = bug
  const person = (field: string) => {
    const name = values[field]
    return typeof name === 'string' && name !== '' ? { [`${field}_detail`]: presentUser(store.user(name)) } : {}
  }
  const dated = [...datedFields.keys()].map(name => [name, presentDated(values[name], store.zone)] as const)
  const whole = {
    ...values,
    ...Object.fromEntries(dated),
    alias: presentAlias(store, bug),
    id: bug.id,
    classification: 'Unclassified',
    creation_time: timeText(bug.created),
    last_change_time: timeText(bug.changed),
    creator: bug.creator.name,
    creator_detail: presentUser(bug.creator),
    ...person('assigned_to'),
    ...person('qa_contact'),
    cc_detail: (values.cc as readonly string[]).map(name => presentUser(store.user(name))),
    flags: bug.flags.map(presentFlag),
    groups: bug.isSecret ? ['secret'] : [],
    is_cc_accessible: true,
    is_creator_accessible: true,
    is_confirmed: values.status !== 'UNCONFIRMED',
    is_open: openStatuses.includes(String(values.status)),
    ...(user === undefined ? {} : { actual_time: 0, estimated_time: 0, remaining_time: 0 }),
    ...(store.flavour === 'bmo' ? { type: values.type ?? 'defect' } : {}),
  }
  return { ...select(whole, selection), ...(store.flavour === 'bmo' ? extras({ store, user }, bug, selection) : {}) }
}

/** Stock servers have a list, bugzilla.mozilla.org one or none. */
export function presentAlias({ flavour }: Store, { values }: Bug): unknown {
  const list = values.alias as readonly string[]
  return flavour === 'bmo' ? (list[0] ?? null) : list
}

/** What bugzilla.mozilla.org gives along with a bug, and stock servers do not. */
function extras(viewer: Viewer, bug: Bug, { asks }: Selection): Readonly<Record<string, unknown>> {
  const comments = visibleComments(viewer, bug)
  const parts: Readonly<Record<string, () => unknown>> = {
    comments: () => comments.map(([comment, count]) => presentComment(viewer, bug, comment, count)),
    comment_count: () => comments.length,
    description: () => comments[0]?.[0].text ?? '',
    duplicates: () => [...viewer.store.bugs.values()].filter(one => one.values.dupe_of === bug.id).map(one => one.id),
    history: () => presentHistory(bug, 0),
    attachments: () => bug.attachments.map(one => presentAttachment(bug, one)),
  }
  return Object.fromEntries(Object.entries(parts).flatMap(([name, make]) => (asks(name) ? [[name, make()]] : [])))
}

/** Comments with their numbers. Private ones are for those with an account. */
export function visibleComments({ user }: Viewer, { comments }: Bug) {
  return comments.map((comment, count) => [comment, count] as const).filter(([one]) => !one.isPrivate || user)
}

export function presentUser({ id, name, realName }: User): Readonly<Record<string, unknown>> {
  return { id, name, email: name, real_name: realName }
}

export function presentFlag({ id, name, status, setter, requestee, at }: Flag): Readonly<Record<string, unknown>> {
  const time = timeText(at)
  const wanted = requestee ? { requestee: requestee.name } : {}
  return { id, name, status, setter: setter.name, ...wanted, type_id: 1, creation_date: time, modification_date: time }
}
