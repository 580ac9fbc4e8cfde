import type { Comment } from 'issuefs/source'
import type { Attachment } from '../model/attachment.ts'
import type { Bug } from '../model/bug.ts'
import { flagOf, idOf, lineOf, listOf, objectOf } from '../model/json.ts'
import { isoTime } from '../model/time.ts'
import { commentText } from './text.ts'

/** A comment of a bug: who wrote it and when, and whether it is private, tagged, or about an attachment. */
export function commentOf(raw: unknown, bug: Bug, isAccountNamed = true): Comment | undefined {
  const comment = objectOf(raw)
  const id = idOf(comment.id)
  if (id === undefined) return undefined
  const author = lineOf(comment.creator) ?? lineOf(comment.author)
  const attachment = bug.attachments.find(one => one.id === idOf(comment.attachment_id))
  const note = [
    flagOf(comment.is_private) && 'private',
    tagsOf(comment).length > 0 && `tags: ${tagsOf(comment).join(', ')}`,
    attachment && `${attachment.obsolete ? 'obsolete ' : ''}attachment ${shownName(attachment)}`,
  ].filter(Boolean)
  return {
    id: String(id),
    author: author ?? 'Unknown',
    ...(author && (isAccountNamed || isOfMozilla(comment)) && { authorId: author }),
    at: isoTime(comment.creation_time) ?? isoTime(comment.time) ?? isoTime(bug.fields.creation_time) ?? UNKNOWN,
    ...(note.length > 0 && { note: note.join('; ') }),
    text: commentText(comment),
  }
}

/** Servers like bugzilla.mozilla.org always say who the account is; their comments say whether they are Markdown. */
function isOfMozilla({ is_markdown }: Readonly<Record<string, unknown>>): boolean {
  return is_markdown !== undefined
}

const UNKNOWN = '1970-01-01T00:00:00Z'

/** The tags that people gave a comment, such as `spam` or `obsolete`. */
export function tagsOf(comment: unknown): readonly string[] {
  return listOf(objectOf(comment).tags).flatMap(tag => lineOf(tag) ?? [])
}

function shownName({ name }: Attachment): string {
  return lineOf(name) ?? name
}
