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
  { name: 'rep_platform', label: 'Hardware', type: 2 },
  { name: 'op_sys', label: 'OS', type: 2 },
  { name: 'keywords', label: 'Keywords', type: 8 },
  { name: 'bug_type', label: 'Type', type: 2 },
]

export const customFields: readonly FieldDefinition[] = [
  { name: 'cf_bug', label: 'Reported in', type: 6 },
  { name: 'cf_day', label: 'Planned day', type: 9 },
  { name: 'cf_moment', label: 'Deployed', type: 5 },
  { name: 'cf_multi', label: 'Affected areas', type: 3 },
  { name: 'cf_number', label: 'Votes needed', type: 10 },
  { name: 'cf_notes', label: 'Release notes', type: 4 },
  { name: 'cf_ref', label: 'External reference', type: 1 },
  { name: 'cf_status', label: 'Status', type: 2 },
]

export const statuses = ['UNCONFIRMED', 'CONFIRMED', 'IN_PROGRESS', 'RESOLVED', 'VERIFIED'] as const
export const openStatuses: readonly string[] = ['UNCONFIRMED', 'CONFIRMED', 'IN_PROGRESS']
export const resolutions = ['FIXED', 'INVALID', 'WONTFIX', 'DUPLICATE', 'WORKSFORME'] as const

/** From a status, which others may follow: Bugzilla's own workflow. `null`: a new bug. */
export const workflow: Readonly<Record<string, readonly string[]>> = {
  null: ['UNCONFIRMED', 'CONFIRMED', 'IN_PROGRESS'],
  UNCONFIRMED: ['CONFIRMED', 'IN_PROGRESS', 'RESOLVED'],
  CONFIRMED: ['IN_PROGRESS', 'RESOLVED'],
  IN_PROGRESS: ['CONFIRMED', 'RESOLVED'],
  RESOLVED: ['UNCONFIRMED', 'CONFIRMED', 'VERIFIED'],
  VERIFIED: ['UNCONFIRMED', 'CONFIRMED'],
}

/** The values of fields that have them, by the names of the REST interface; in bugs of any product. */
export const choices: Readonly<Record<string, readonly string[]>> = {
  priority: ['---', 'Highest', 'High', 'Normal', 'Low'],
  severity: ['blocker', 'critical', 'major', 'normal', 'minor', 'enhancement'],
  platform: ['All', 'PC', 'Macintosh', 'Other'],
  op_sys: ['All', 'Linux', 'Windows', 'Mac OS', 'Other'],
  resolution: ['', ...resolutions],
  type: ['defect', 'enhancement', 'task'],
  cf_status: ['---', 'affected', 'fixed'],
  cf_multi: ['Windows', 'macOS', 'Linux'],
  keywords: ['crash', 'easy', 'new', 'perf', 'regression', 'testcase'],
}

export const versions: readonly string[] = ['1.0', '2.0']
export const milestones: readonly string[] = ['---', 'M1', 'M2']

/** Fields of the REST interface by their names in searches and in the database. */
export const aliases: Readonly<Record<string, string>> = {
  bug_file_loc: 'url',
  bug_id: 'id',
  bug_severity: 'severity',
  bug_status: 'status',
  bug_type: 'type',
  changeddate: 'last_change_time',
  creation_ts: 'creation_time',
  delta_ts: 'last_change_time',
  opendate: 'creation_time',
  rep_platform: 'platform',
  reporter: 'creator',
  short_desc: 'summary',
  status_whiteboard: 'whiteboard',
}
