import type { CustomField, Named, Status, User } from './model.ts'

/** What a fresh Redmine with its default data has. */

export const TRACKERS: readonly Named[] = named('Bug', 'Feature', 'Support')

export const STATUSES: readonly Status[] = named(
  'New',
  'In Progress',
  'Resolved',
  'Feedback',
  'Closed',
  'Rejected',
).map(status => ({ ...status, closed: status.id > 4 }))

export const PRIORITIES: readonly Named[] = named('Low', 'Normal', 'High', 'Urgent', 'Immediate')

export const ACTIVITIES: readonly Named[] = [
  { id: 8, name: 'Design' },
  { id: 9, name: 'Development' },
]

export const FIELDS: readonly CustomField[] = [
  { id: 1, name: 'Severity', format: 'list', multiple: false, values: ['low', 'mid', 'high'] },
  { id: 2, name: 'Tags', format: 'list', multiple: true, values: ['a', 'b', 'c'] },
  { id: 3, name: 'External ref', format: 'string', multiple: false },
  { id: 4, name: 'Triaged', format: 'bool', multiple: false, values: ['1', '0'] },
  { id: 5, name: 'Notes', format: 'text', multiple: false },
]

export const ADMIN = user(1, 'admin', 'Redmine', 'Admin')
export const JANE = user(5, 'jane', 'Jane', 'Dev')
export const OTTO = user(6, 'otto', 'Otto', 'Other')
export const USERS: readonly User[] = [ADMIN, JANE, OTTO]
/** Of every project. */
export const MEMBERS: readonly User[] = [JANE, OTTO]

/** Accepted beside the administrator's. */
export const JANE_KEY = 'jane-key'

function named(...names: readonly string[]): readonly Named[] {
  return names.map((name, at) => ({ id: at + 1, name }))
}

function user(id: number, login: string, firstname: string, lastname: string): User {
  return { id, login, firstname, lastname, name: `${firstname} ${lastname}`, admin: login === 'admin' }
}
