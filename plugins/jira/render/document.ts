import type { Document } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { lineOf, objectOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'
import { comments } from './comments.ts'
import { front } from './front.ts'
import { referencesOf } from './references.ts'
import { splitFields } from './split-fields.ts'
import { richText } from './text.ts'

/** The Markdown file of an issue. `site` is the address of Jira, without a slash at its end. Takes any JSON in `fields`. */
export function issueDocument(issue: Issue, site: string): Document {
  const { fields } = issue
  const references = referencesOf(issue)
  const { environment, custom, sections } = splitFields(issue, references)
  const modified = isoTime(fields.updated)
  const created = isoTime(fields.created)
  return {
    references: ['epic', 'parent', 'subtasks', 'links'],
    front: front(issue, browseUrl(site, issue.key), environment, custom),
    title: lineOf(fields.summary) ?? issue.key,
    body: richText(fields.description, references),
    sections,
    comments: comments(issue, references),
    ...(modified && { modified }),
    ...(created && { created }),
    state: isClosed(fields) ? 'closed' : 'open',
  }
}

/** Where a browser shows the issue. */
export function browseUrl(site: string, key: string): string {
  return `${site}/browse/${key}`
}

function isClosed({ status, resolution }: Readonly<Record<string, unknown>>): boolean {
  const category = lineOf(objectOf(objectOf(status).statusCategory).key)
  return category === undefined ? lineOf(objectOf(resolution).name) !== undefined : category === 'done'
}
