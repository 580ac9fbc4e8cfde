import type { FieldDefinition, FieldSchema } from './model.ts'

/** Names, searchable clauses and schema of Jira's own fields; flags: n navigable, o orderable. */
const table: readonly (readonly [id: string, name: string, type: string, flags: string, clauses?: string])[] = [
  ['summary', 'Summary', 'string', 'no'],
  ['issuetype', 'Issue Type', 'issuetype', 'no', 'issuetype type'],
  ['status', 'Status', 'status', 'n'],
  ['statusCategory', 'Status Category', 'statusCategory', 'n'],
  ['resolution', 'Resolution', 'resolution', 'no'],
  ['resolutiondate', 'Resolved', 'datetime', 'n', 'resolutiondate resolved'],
  ['priority', 'Priority', 'priority', 'no'],
  ['project', 'Project', 'project', 'n'],
  ['assignee', 'Assignee', 'user', 'no'],
  ['reporter', 'Reporter', 'user', 'no'],
  ['creator', 'Creator', 'user', 'n'],
  ['created', 'Created', 'datetime', 'n', 'created createdDate'],
  ['updated', 'Updated', 'datetime', 'n', 'updated updatedDate'],
  ['duedate', 'Due date', 'date', 'no', 'due duedate'],
  ['labels', 'Labels', 'array:string', 'no'],
  ['components', 'Components', 'array:component', 'no', 'component'],
  ['fixVersions', 'Fix versions', 'array:version', 'no', 'fixVersion'],
  ['versions', 'Affects versions', 'array:version', 'no', 'affectedVersion'],
  ['issuelinks', 'Linked Issues', 'array:issuelinks', 'no'],
  ['subtasks', 'Sub-tasks', 'array:issuelinks', 'n', 'subtasks'],
  ['parent', 'Parent', 'issuelink', 'n', 'parent'],
  ['environment', 'Environment', 'string', 'no'],
  ['description', 'Description', 'string', 'no'],
  ['attachment', 'Attachment', 'array:attachment', 'o', 'attachments'],
  ['comment', 'Comment', 'comments-page', 'o'],
  ['timetracking', 'Time tracking', 'timetracking', 'o'],
  ['timeestimate', 'Remaining Estimate', 'number', 'n', 'remainingEstimate timeestimate'],
  ['timeoriginalestimate', 'Original estimate', 'number', 'n', 'originalEstimate timeoriginalestimate'],
  ['timespent', 'Time Spent', 'number', 'n', 'timespent'],
  ['watches', 'Watchers', 'watches', 'n', 'watchers'],
  ['votes', 'Votes', 'votes', 'n', 'votes'],
  ['worklog', 'Log Work', 'array:worklog', 'o'],
]

/** Jira's own fields. */
export const systemFields: readonly FieldDefinition[] = table.map(([id, name, type, flags, clauses]) => ({
  id,
  name,
  custom: false,
  orderable: flags.includes('o'),
  navigable: flags.includes('n'),
  searchable: true,
  clauseNames: (clauses ?? id).split(' '),
  schema: schemaOf(type, { system: id }),
}))

/** `array:version` and `string` spelled out. */
export function schemaOf(type: string, origin: Pick<FieldSchema, 'system' | 'custom' | 'customId'>): FieldSchema {
  const [outer = type, items] = type.split(':')
  return { type: outer, ...(items ? { items } : {}), ...origin }
}
