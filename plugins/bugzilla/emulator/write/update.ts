import { openStatuses, resolutions, statuses } from '../data/fields.ts'
import type { Bug, Change, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { Refusal } from '../http/message.ts'
import { presentAlias } from '../present/bug.ts'
import { timeText } from '../present/time.ts'
import { checkChange } from './check.ts'
import { addComment } from './comment.ts'
import { changeFlags } from './flags.ts'

/** Changes a bug as `PUT /rest/bug/{id}` does; gives its entry of the answer. Unknown fields are ignored. */
export function updateBug(
  store: Store,
  bug: Bug,
  body: Readonly<Record<string, unknown>>,
  who: User,
): Readonly<Record<string, unknown>> {
  const values = { ...bug.values }
  if (who === store.me) checkChange(store, bug, body)
  if (body.reset_assigned_to) values.assigned_to = 'mona@example.test'
  if (body.reset_qa_contact) values.qa_contact = ''
  for (const [name, wanted] of Object.entries(body)) {
    if (name === 'dupe_of')
      Object.assign(values, { status: 'RESOLVED', resolution: 'DUPLICATE', dupe_of: Number(wanted) })
    else if (Object.hasOwn(values, name) || (name === 'type' && store.flavour === 'bmo'))
      values[name] = Array.isArray(values[name]) ? listAfter(values[name], listOf(store, name, wanted)) : wanted
  }
  checkStatus(values, body)
  const changes = [...changesBetween(bug.values, values), ...changeFlags(store, bug, body.flags, who)]
  bug.values = values
  if (changes.length > 0) {
    bug.changed = store.second()
    bug.history.push({ at: bug.changed, who, changes })
    touchOthers(store, bug, changes)
  }
  const comment = (body.comment ?? {}) as Readonly<Record<string, unknown>>
  if (typeof comment.body === 'string') addComment(store, bug, { text: comment.body, author: who })
  const shown = changes.map(({ field_name, added, removed }) => [field_name, { added, removed }] as const)
  return {
    id: bug.id,
    alias: presentAlias(store, bug),
    last_change_time: timeText(bug.changed),
    changes: Object.fromEntries(shown),
  }
}

function checkStatus(values: Record<string, unknown>, body: Readonly<Record<string, unknown>>): void {
  const status = String(values.status)
  if (!(statuses as readonly string[]).includes(status)) throw new Refusal(51, `There is no status named '${status}'.`)
  if (openStatuses.includes(status)) {
    values.resolution = ''
    if (body.dupe_of === undefined) values.dupe_of = null
  } else if (values.resolution !== 'DUPLICATE') {
    values.dupe_of = null
  }
  if (!openStatuses.includes(status) && !(resolutions as readonly unknown[]).includes(values.resolution)) {
    throw new Refusal(121, `A valid resolution is required to mark bugs as ${status}.`)
  }
}

/** bugzilla.mozilla.org takes one alias as it is, and makes text of whatever is given. */
function listOf({ flavour }: Store, name: string, wanted: unknown): unknown {
  if (name !== 'alias') return wanted
  if (flavour === 'stock') return typeof wanted === 'string' ? [wanted] : wanted
  if (wanted === '' || wanted === null) return []
  return [typeof wanted === 'object' ? 'HASH(0x55d0c8a01e40)' : String(wanted)]
}

/** A list as it is given, or with `add`, `remove` and `set`. */
function listAfter(before: readonly unknown[], wanted: unknown): readonly unknown[] {
  if (Array.isArray(wanted)) return wanted
  const { add = [], remove = [], set } = wanted as Readonly<Record<string, readonly unknown[]>>
  if (set) return set
  return [...new Set([...before, ...add])].filter(one => !remove.includes(one))
}

function changesBetween(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly Change[] {
  return Object.keys(after).flatMap(name => {
    const [removed, added] = [textOf(before[name]), textOf(after[name])]
    return removed === added ? [] : [{ field_name: name, removed, added }]
  })
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(', ') : value === null || value === undefined ? '' : String(value)
}

/** A dependency or a duplicate changes the bug at its other end, and moves its time. */
function touchOthers(store: Store, bug: Bug, changes: readonly Change[]): void {
  for (const { field_name, removed, added } of changes) {
    const back = { depends_on: 'blocks', blocks: 'depends_on', dupe_of: undefined }[field_name] as string | undefined
    if (back === undefined && field_name !== 'dupe_of') continue
    for (const id of new Set(`${removed},${added}`.split(/,\s*/).filter(Boolean).map(Number))) {
      const other = store.bugs.get(id)
      if (!other) continue
      other.changed = bug.changed
      if (back === undefined) continue
      const ids = (other.values[back] as readonly number[]).filter(one => one !== bug.id)
      other.values = { ...other.values, [back]: added.split(/,\s*/).includes(String(id)) ? [...ids, bug.id] : ids }
    }
  }
}
