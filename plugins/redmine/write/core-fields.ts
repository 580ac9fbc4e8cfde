import type { Call, FieldKind, FrontValue } from 'issuefs/source'
import { lineOf } from '../model/json.ts'
import { hoursOf } from '../render/duration.ts'
import type { Asked } from './asked.ts'
import { type Choice, choicesOf, type Named, namedOf, refused } from './choice.ts'
import type { Surroundings } from './surroundings.ts'

/** A field that every Redmine has. */
export interface CoreField {
  readonly name: string
  /** What `PUT /issues/1.json` calls it. */
  readonly attribute: string
  readonly kind: FieldKind
  /** Whether an issue always has a value. */
  readonly required?: boolean
  /** All values; without it, or where nobody is told, `read` says what a value is. */
  choices?(around: Surroundings, asked: Asked, call: Call): Promise<readonly Choice[] | undefined>
  /** The value as Redmine takes it. Throws `invalid`. */
  read?(value: string): unknown
  /** What Redmine takes for nothing. @default '' */
  readonly empty?: unknown
  /** What a new issue gets. */
  initial?(around: Surroundings, asked: Asked, call: Call): Promise<FrontValue>
  readonly note?: string
  /** Whether the project says which values there are: one that is moved has those of the other project. */
  readonly isOfProject?: boolean
  /** Whether it is for issues that are there alone. */
  readonly isForOld?: boolean
}

export const CORE_FIELDS: readonly CoreField[] = [
  {
    name: 'project',
    attribute: 'project_id',
    kind: 'choice',
    required: true,
    isForOld: true,
    choices: async (around, { issue }, call) => withPresent(await around.projects(call), issue?.fields.project),
    note: 'Moves the issue and its file; what the other project does not have goes, as Redmine does it.',
  },
  {
    name: 'tracker',
    attribute: 'tracker_id',
    kind: 'choice',
    isOfProject: true,
    required: true,
    choices: async (around, { project, issue }, call) =>
      withPresent((await around.project(call, project)).trackers, issue?.fields.tracker),
    initial: async (around, { project }, call) => (await around.project(call, project)).trackers[0]?.name,
  },
  {
    name: 'status',
    attribute: 'status_id',
    kind: 'choice',
    required: true,
    async choices(around, { issue }, call) {
      const allowed = issue && (await around.allowedStatuses(call, issue.id, String(issue.fields.updated_on)))
      return withPresent(allowed ?? (await around.statuses(call)), issue?.fields.status)
    },
    async initial(around, asked, call) {
      const trackers = await around.trackers(call)
      const name = lineOf(asked.given.tracker) ?? (await around.project(call, asked.project)).trackers[0]?.name
      return trackers.find(tracker => tracker.name === name)?.initial
    },
    note: 'The workflow says where it may go from here.',
  },
  {
    name: 'priority',
    attribute: 'priority_id',
    kind: 'choice',
    required: true,
    choices: async (around, { issue }, call) => withPresent(await around.priorities(call), issue?.fields.priority),
    initial: async (around, _, call) => (await around.priorities(call)).find(({ isDefault }) => isDefault)?.name,
  },
  {
    name: 'assignee',
    attribute: 'assigned_to_id',
    kind: 'person',
    isOfProject: true,
    async choices(around, { project, issue }, call) {
      const members = await around.members(call, project)
      return members && choicesOf([...members, ...namedOf([issue?.fields.assigned_to, issue?.fields.author])])
    },
  },
  {
    name: 'category',
    attribute: 'category_id',
    kind: 'choice',
    isOfProject: true,
    choices: async (around, { project, issue }, call) =>
      withPresent((await around.project(call, project)).categories, issue?.fields.category),
  },
  {
    name: 'version',
    attribute: 'fixed_version_id',
    kind: 'choice',
    isOfProject: true,
    choices: async (around, { project, issue }, call) =>
      withPresent(await around.versions(call, project), issue?.fields.fixed_version),
  },
  { name: 'parent', attribute: 'parent_issue_id', kind: 'issue', read: word => issueNumber('parent', word) },
  { name: 'start', attribute: 'start_date', kind: 'date', read: word => dayOf('start', word) },
  { name: 'due', attribute: 'due_date', kind: 'date', read: word => dayOf('due', word) },
  {
    name: 'done',
    attribute: 'done_ratio',
    kind: 'number',
    empty: 0,
    read: percentOf,
    note: 'Percent, 0 to 100; an issue with subtasks has theirs, where Redmine is set so.',
  },
  { name: 'estimated', attribute: 'estimated_hours', kind: 'duration', read: hoursIn },
  {
    name: 'private',
    attribute: 'is_private',
    kind: 'boolean',
    empty: false,
    read: word => word === 'true',
    note: 'Needs the right to set issues private.',
  },
]

/** The value that an issue has may stay, whatever the lists say. */
function withPresent(named: readonly Named[] | undefined, present: unknown): readonly Choice[] | undefined {
  return named && choicesOf([...named, ...namedOf([present])])
}

/** The number in `#77`, `77`, or an address that ends in `/issues/77`. */
export function issueNumber(field: string, word: string): number {
  const digits = /^(?:#|https?:\/\/\S+\/issues\/)?([1-9]\d{0,14})(?:\s.*)?$/.exec(word.trim())?.[1]
  if (digits === undefined) throw refused(field, word, 'names no issue', ['#77'])
  return Number(digits)
}

function dayOf(field: string, word: string): string {
  const day = /^(\d{4}-\d{2}-\d{2})(?:T00:00.*)?$/.exec(word.trim())?.[1]
  if (day === undefined || Number.isNaN(Date.parse(day))) throw refused(field, word, 'is no day', ['2026-01-31'])
  return day
}

function percentOf(word: string): number {
  const number = /^(\d{1,3})\s*%?$/.exec(word.trim())?.[1]
  if (number === undefined || Number(number) > 100) throw refused('done', word, 'is not 0 to 100', ['50'])
  return Number(number)
}

function hoursIn(word: string): number {
  const hours = hoursOf(word)
  if (hours === undefined) throw refused('estimated', word, 'is no time', ['1h 30m'])
  return hours
}
