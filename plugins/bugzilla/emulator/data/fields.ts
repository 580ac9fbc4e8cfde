/** A field as `GET field/bug` lists it. The numbers of types are those of Bugzilla::Constants. */
export interface FieldDefinition {
  readonly name: string
  readonly label: string
  readonly type: number
}

/** Fields with their names in the database, as the field list has them. */
export const systemFields: readonly FieldDefinition[] = [
  { name: 'bug_id', label: 'Bug #', type: 0 },
  { name: 'short_desc', label: 'Summary', type: 0 },
  { name: 'product', label: 'Product', type: 2 },
  { name: 'component', label: 'Component', type: 2 },
  { name: 'bug_status', label: 'Status', type: 2 },
  { name: 'resolution', label: 'Resolution', type: 2 },
  { name: 'priority', label: 'Priority', type: 2 },
  { name: 'bug_severity', label: 'Severity', type: 2 },
  { name: 'delta_ts', label: 'Changed', type: 0 },
]

export const customFields: readonly FieldDefinition[] = [
  { name: 'cf_multi', label: 'Affected areas', type: 3 },
  { name: 'cf_notes', label: 'Release notes', type: 4 },
  { name: 'cf_ref', label: 'External reference', type: 1 },
  { name: 'cf_status', label: 'Status', type: 2 },
]

export const statuses = ['UNCONFIRMED', 'CONFIRMED', 'IN_PROGRESS', 'RESOLVED', 'VERIFIED'] as const
export const openStatuses: readonly string[] = ['UNCONFIRMED', 'CONFIRMED', 'IN_PROGRESS']
export const resolutions = ['FIXED', 'INVALID', 'WONTFIX', 'DUPLICATE', 'WORKSFORME'] as const

/** Fields of the REST interface by their names in searches and in the database. */
export const aliases: Readonly<Record<string, string>> = {
  bug_file_loc: 'url',
  bug_id: 'id',
  bug_severity: 'severity',
  bug_status: 'status',
  changeddate: 'last_change_time',
  creation_ts: 'creation_time',
  delta_ts: 'last_change_time',
  opendate: 'creation_time',
  rep_platform: 'platform',
  reporter: 'creator',
  short_desc: 'summary',
  status_whiteboard: 'whiteboard',
}
