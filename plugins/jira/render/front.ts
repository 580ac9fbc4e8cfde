import type { Front } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { countOf, lineOf, objectOf } from '../model/json.ts'
import { personName } from '../model/person.ts'
import { isoTime } from '../model/time.ts'
import { duration } from './duration.ts'
import { keysOf, linkLines } from './links.ts'
import { attachmentPath } from './references.ts'
import { sprintNames } from './sprint.ts'
import { frontValue } from './value.ts'

/** The front matter in its stable order; `custom` and `environment` are what `split-fields.ts` made of the others. */
export function front(issue: Issue, url: string, environment: string | undefined, custom: Front): Front {
  const { fields, types } = issue
  const epic = objectOf(fields.epic)
  return {
    key: issue.key,
    url,
    type: nameOf(fields.issuetype),
    status: nameOf(fields.status),
    resolution: nameOf(fields.resolution),
    priority: nameOf(fields.priority),
    assignee: personName(fields.assignee),
    reporter: personName(fields.reporter) ?? personName(fields.creator),
    labels: frontValue(fields.labels),
    components: frontValue(fields.components),
    affects: frontValue(fields.versions),
    'fix versions': frontValue(fields.fixVersions),
    sprint: listOrOne(sprintNames(fields, id => types[id] === 'gh-sprint')),
    epic: lineOf(epic.key) ?? lineOf(epicLink(issue)),
    parent: lineOf(objectOf(fields.parent).key),
    subtasks: keysOf(fields.subtasks),
    links: linkLines(fields.issuelinks),
    due: lineOf(fields.duedate),
    'original estimate': duration(fields.timeoriginalestimate),
    'remaining estimate': duration(fields.timeestimate),
    'time spent': duration(fields.timespent),
    votes: countOf(objectOf(fields.votes).votes),
    watchers: countOf(objectOf(fields.watches).watchCount),
    environment,
    security: nameOf(fields.security),
    ...custom,
    created: isoTime(fields.created),
    updated: isoTime(fields.updated),
    resolved: isoTime(fields.resolutiondate),
    attachments: issue.attachments.map(({ name }) => attachmentPath(issue.key, name)),
  }
}

function nameOf(value: unknown): string | undefined {
  return lineOf(objectOf(value).name)
}

/** Before epics became parents, Data Center (and old Cloud sites) kept the epic's key in a custom field. */
function epicLink({ fields, types }: Issue): unknown {
  const id = Object.keys(fields).find(field => types[field] === 'gh-epic-link')
  return id === undefined ? undefined : fields[id]
}

function listOrOne(names: readonly string[]): string | readonly string[] | undefined {
  return names.length > 1 ? names : names[0]
}
