import type { Fields, Issue } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { printTime } from '../data/time.ts'
import { type Api, presentAttachment, presentBody, presentComment, resource } from './parts.ts'

/** How bodies and comments are shown. */
export interface Manner {
  readonly api: Api
  /** Comments inlined at most. */
  readonly comments: number
}

/** The value of one field as the answer shows it; `undefined` leaves it out. */
export function fieldValue(store: Store, issue: Issue, id: string, manner: Manner): unknown {
  const { fields } = issue
  switch (id) {
    case 'created':
      return printTime(issue.created)
    case 'updated':
      return printTime(issue.updated)
    case 'comment':
      return commentPage(store, issue, manner)
    case 'attachment':
      return issue.content().attachments.map(attachment => presentAttachment(store, attachment))
    case 'worklog':
      return { startAt: 0, maxResults: 20, total: 0, worklogs: [] }
    case 'timetracking':
      return timeTracking(fields)
    case 'statusCategory':
      return store.flavour === 'cloud' ? (fields.status as Fields | undefined)?.statusCategory : undefined
    case 'parent':
      return fields.parent ? completeStub(store, fields.parent as Fields) : undefined
    case 'subtasks':
      return ((fields.subtasks as readonly Fields[] | undefined) ?? []).map(stub => completeStub(store, stub))
    case 'issuelinks':
      return ((fields.issuelinks as readonly Fields[] | undefined) ?? []).map(link => completeLink(store, link))
    default: {
      if (id in fields) return fields[id]
      const body = issue.content().rich[id]
      return body === undefined ? null : presentBody(store, body, manner.api)
    }
  }
}

function commentPage(store: Store, issue: Issue, manner: Manner): Fields {
  const { comments } = issue.content()
  const shown = comments.slice(0, manner.comments)
  return {
    comments: shown.map(comment => presentComment(store, issue.id, comment, manner.api)),
    self: resource(store, `issue/${issue.id}/comment`),
    maxResults: shown.length,
    total: comments.length,
    startAt: 0,
  }
}

function completeStub(store: Store, stub: Fields): Fields {
  const issue = store.find(String(stub.id ?? stub.key))
  if (!issue) return stub
  const { summary, status, priority, issuetype } = issue.fields
  return {
    id: String(issue.id),
    key: issue.key,
    self: resource(store, `issue/${issue.id}`),
    fields: { summary, status, priority, issuetype },
  }
}

function completeLink(store: Store, link: Fields): Fields {
  const { inwardIssue, outwardIssue } = link
  return {
    ...link,
    self: resource(store, `issueLink/${link.id}`),
    ...(inwardIssue ? { inwardIssue: completeStub(store, inwardIssue as Fields) } : {}),
    ...(outwardIssue ? { outwardIssue: completeStub(store, outwardIssue as Fields) } : {}),
  }
}

function timeTracking(fields: Fields): Fields {
  const part = (name: string, seconds: unknown) =>
    typeof seconds === 'number' ? { [name]: spell(seconds), [`${name}Seconds`]: seconds } : {}
  return {
    ...part('originalEstimate', fields.timeoriginalestimate),
    ...part('remainingEstimate', fields.timeestimate),
    ...part('timeSpent', fields.timespent),
  }
}

/** Seconds in Jira's words, with days of eight hours. */
function spell(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  const parts = [
    [Math.floor(minutes / 480), 'd'],
    [Math.floor((minutes % 480) / 60), 'h'],
    [minutes % 60, 'm'],
  ] as const
  return (
    parts
      .filter(([count]) => count > 0)
      .map(([count, unit]) => `${count}${unit}`)
      .join(' ') || '0m'
  )
}
