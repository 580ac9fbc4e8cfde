import type { Front } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { lineOf, listOf, numberOf } from '../model/json.ts'
import { idOf, nameOf } from '../model/person.ts'
import { isoTime } from '../model/time.ts'
import { attachmentPath } from './attachment-path.ts'
import { duration } from './duration.ts'
import { relationLines } from './relations.ts'

/** The front matter in its stable order. */
export function front(issue: Issue, url: string, custom: Front): Front {
  const { fields } = issue
  return {
    id: issue.id,
    url,
    project: nameOf(fields.project),
    tracker: nameOf(fields.tracker),
    status: nameOf(fields.status),
    priority: nameOf(fields.priority),
    author: nameOf(fields.author),
    assignee: nameOf(fields.assigned_to),
    category: nameOf(fields.category),
    version: nameOf(fields.fixed_version),
    parent: reference(idOf(fields.parent)),
    children: listOf(fields.children).flatMap(child => reference(idOf(child)) ?? []),
    links: relationLines(fields.relations, issue.id),
    start: lineOf(fields.start_date),
    due: lineOf(fields.due_date),
    done: percent(fields.done_ratio),
    estimated: duration(fields.estimated_hours),
    'estimated with children': total(fields.total_estimated_hours, fields.estimated_hours),
    spent: duration(fields.spent_hours),
    'spent with children': total(fields.total_spent_hours, fields.spent_hours),
    private: fields.is_private === true ? true : undefined,
    watchers: listOf(fields.watchers).flatMap(watcher => nameOf(watcher) ?? []),
    ...custom,
    created: isoTime(fields.created_on),
    updated: isoTime(fields.updated_on),
    closed: issue.closed ? isoTime(fields.closed_on) : undefined,
    attachments: issue.attachments.map(({ name }) => attachmentPath(issue.id, name)),
  }
}

function reference(id: string | undefined): string | undefined {
  return id && `#${id}`
}

function percent(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined
}

/** Hours with those of the children, where these have any. */
function total(all: unknown, own: unknown): string | undefined {
  return numberOf(all) === numberOf(own) ? undefined : duration(all)
}
