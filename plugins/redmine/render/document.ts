import type { Document } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { lineOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'
import type { TextMarkup } from '../options.ts'
import { attachmentPath } from './attachment-path.ts'
import { attachmentSection } from './attachments.ts'
import { comments } from './comments.ts'
import { splitCustomFields } from './custom-fields.ts'
import { front } from './front.ts'
import { others } from './others.ts'
import type { Reading } from './text.ts'
import { richText } from './text.ts'

/** What the document needs to know of the site. */
export interface DocumentSite {
  /** Without a slash at its end. */
  readonly url: string
  readonly markup: TextMarkup
}

/** The Markdown file of an issue. Takes any JSON in `fields` and `journals`. */
export function issueDocument(issue: Issue, { url, markup }: DocumentSite): Document {
  const { fields } = issue
  const byName = new Map(issue.attachments.map(({ filename, name }) => [filename, attachmentPath(issue.id, name)]))
  const reading: Reading = { markup, filePath: name => byName.get(name) }
  const { custom, sections } = splitCustomFields(fields.custom_fields, reading)
  const modified = isoTime(fields.updated_on)
  const created = isoTime(fields.created_on)
  return {
    references: ['parent', 'children', 'links'],
    front: front(issue, issueUrl(url, issue.id), { ...custom, ...others(fields, custom) }),
    title: lineOf(fields.subject) ?? `#${issue.id}`,
    body: richText(fields.description, reading),
    sections: [...sections, ...attachmentSection(issue)],
    comments: comments(issue, reading),
    ...(modified && { modified }),
    ...(created && { created }),
    state: issue.closed ? 'closed' : 'open',
  }
}

/** Where a browser shows the issue. */
export function issueUrl(site: string, id: number): string {
  return `${site}/issues/${id}`
}
