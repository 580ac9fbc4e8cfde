import type { Document } from 'issuefs/source'
import type { List, ListItem } from 'mdast'
import { isObject, type JsonObject, lineOf, listOf, objectOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'
import type { History } from '../routes/history.ts'

/** Longer values are cut; the comments themselves stand in the issue. */
const LONGEST = 200

/** What happened, oldest first. */
export function historyDocument({ key, events }: History): Document {
  const name = `${key.owner}/${key.repo}#${key.number}`
  const children = events.map(objectOf).map(eventItem)
  const list: List = { type: 'list', ordered: false, spread: false, children }
  const times = events.flatMap(event => timeOf(objectOf(event)) ?? [])
  const modified = times.toSorted().at(-1)
  return {
    front: { key: name, events: events.length },
    title: `History of ${name}`,
    body: { format: 'plain', blocks: children.length > 0 ? [{ markdown: [list], origin: null }] : [] },
    ...(modified && { modified }),
  }
}

function eventItem(event: JsonObject): ListItem {
  const at = timeOf(event)?.replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC') ?? 'at an unknown time'
  const line = `${at}, ${actorOf(event)}: ${whatOf(event)}`
  return {
    type: 'listItem',
    spread: false,
    children: [{ type: 'paragraph', children: [{ type: 'text', value: line }] }],
  }
}

/** Commits have the time of their committer, remarks on lines that of the first of them. */
function timeOf(event: JsonObject): string | undefined {
  const { created_at, submitted_at, committer, author } = event
  const own = isoTime(created_at) ?? isoTime(submitted_at)
  const first = remarksOf(event)[0]
  return own ?? isoTime(first?.created_at) ?? isoTime(objectOf(committer).date) ?? isoTime(objectOf(author).date)
}

function actorOf(event: JsonObject): string {
  const { actor, user, author } = event
  const login = lineOf(objectOf(actor).login) ?? lineOf(objectOf(user).login)
  return login ?? lineOf(objectOf(remarksOf(event)[0]?.user).login) ?? lineOf(objectOf(author).name) ?? 'ghost'
}

/** What was said on lines at once: the event itself says neither when nor by whom. */
function remarksOf({ comments }: JsonObject): readonly JsonObject[] {
  return listOf(comments).filter(isObject)
}

function whatOf(event: JsonObject): string {
  const name = lineOf(event.event)?.replaceAll(/[_-]/g, ' ') ?? 'something'
  const details = detailsOf(event).map(detail => (detail.length > LONGEST ? `${detail.slice(0, LONGEST)}…` : detail))
  return details.length > 0 ? `${name} ${details.join(', ')}` : name
}

/** The values that the kinds of events carry; each has few of them. */
function detailsOf(event: JsonObject): readonly string[] {
  const { rename, source, label, milestone, assignee, requested_reviewer, requested_team, review_requester } = event
  const { issue } = objectOf(source)
  const project = objectOf(event.project_card)
  const found = [
    isObject(rename) && `“${lineOf(objectOf(rename).from) ?? ''}” → “${lineOf(objectOf(rename).to) ?? ''}”`,
    lineOf(objectOf(label).name),
    lineOf(objectOf(milestone).title),
    lineOf(objectOf(assignee).login),
    lineOf(objectOf(requested_reviewer).login) ?? lineOf(objectOf(requested_team).name),
    isObject(review_requester) && `by ${lineOf(objectOf(review_requester).login) ?? 'ghost'}`,
    isObject(issue) && `from ${sourceName(issue)}`,
    lineOf(event.state_reason)?.replaceAll('_', ' '),
    event.event === 'reviewed' && lineOf(event.state)?.replaceAll('_', ' '),
    lineOf(objectOf(event.dismissed_review).dismissal_message),
    ...remarksOf(event).map(placeOf),
    lineOf(event.lock_reason),
    lineOf(event.commit_id)?.slice(0, 12),
    event.event === 'committed' && `${lineOf(event.sha)?.slice(0, 12) ?? ''} ${lineOf(event.message) ?? ''}`.trim(),
    relation(event),
    lineOf(project.column_name),
  ]
  return found.flatMap(detail => (detail ? [detail] : []))
}

/** `src/a.ts:12` */
function placeOf({ path, line, original_line }: JsonObject): string {
  return [lineOf(path), lineOf(line) ?? lineOf(original_line)].filter(Boolean).join(':')
}

function sourceName({ number, repository, html_url }: JsonObject): string {
  const name =
    lineOf(objectOf(repository).full_name) ?? /^https?:\/\/[^/]+\/([^/]+\/[^/]+)\//.exec(lineOf(html_url) ?? '')?.[1]
  return `${name ?? ''}#${lineOf(number) ?? ''}`
}

/** Sub-issues, parents and dependencies name another issue under different keys. */
function relation(event: JsonObject): string | undefined {
  const keys = ['sub_issue', 'parent_issue', 'blocking_issue', 'blocked_issue']
  const other = keys.map(key => event[key]).find(isObject)
  return other && sourceName(other)
}
