import type { Document } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import { idOf, lineOf, objectOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'
import { attachmentSection } from './attachments.ts'
import { commentOf } from './comments.ts'
import { front } from './front.ts'
import { splitFields } from './split-fields.ts'
import { commentText } from './text.ts'

/**
 * The Markdown file of a bug. `site` is the address of Bugzilla, without a slash at its end. Takes any JSON in `fields`.
 *
 * @param isAccountNamed whether the account is known by its login name, so that its comments can be told from others
 */
export function bugDocument(bug: Bug, site: string, isAccountNamed = true): Document {
  const { fields } = bug
  const [description, others] = splitComments(bug.comments)
  const { rest, sections, references } = splitFields(bug)
  const modified = isoTime(fields.last_change_time)
  const created = isoTime(fields.creation_time)
  return {
    references: ['duplicate of', 'depends on', 'blocks', 'duplicates', 'see also', ...references],
    front: front(bug, bugUrl(site, bug.id), description, rest),
    title: lineOf(fields.summary) ?? `Bug ${bug.id}`,
    body: commentText(description),
    sections: [...sections, ...attachmentSection(bug)],
    comments: others.flatMap(comment => commentOf(comment, bug, isAccountNamed) ?? []),
    ...(modified && { modified }),
    ...(created && { created }),
    state: isClosed(fields) ? 'closed' : 'open',
  }
}

/** Where a browser shows the bug. */
export function bugUrl(site: string, id: number): string {
  return `${site}/show_bug.cgi?id=${id}`
}

/**
 * The description is the comment that counts as number 0. Where it may not be seen, the first one is another one.
 */
function splitComments(comments: readonly unknown[]): readonly [unknown, readonly unknown[]] {
  const [first, ...others] = comments
  return objectOf(first).count === 0 || (objectOf(first).count === undefined && idOf(objectOf(first).id) !== undefined)
    ? [first, others]
    : [undefined, comments]
}

function isClosed({ is_open, resolution }: Readonly<Record<string, unknown>>): boolean {
  return typeof is_open === 'boolean' ? !is_open : lineOf(resolution) !== undefined
}
