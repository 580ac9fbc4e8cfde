import type { Attachment, Bug, Comment } from '../data/model.ts'
import type { Viewer } from './bug.ts'
import { presentFlag } from './bug.ts'
import { timeText } from './time.ts'

/** A comment; `count` is its number in the bug, 0 for the description. */
export function presentComment(
  { store }: Viewer,
  bug: Bug,
  comment: Comment,
  count: number,
): Readonly<Record<string, unknown>> {
  const time = timeText(comment.at)
  return {
    id: comment.id,
    bug_id: bug.id,
    count,
    attachment_id: comment.attachment,
    creator: comment.author.name,
    creation_time: time,
    time,
    is_private: comment.isPrivate,
    tags: [...comment.tags],
    text: comment.text,
    ...(store.flavour === 'bmo'
      ? { author: comment.author.name, is_markdown: comment.isMarkdown, raw_text: comment.text, reactions: {} }
      : {}),
  }
}

/** An attachment with its bytes. Its marks are numbers, unlike those of comments. */
export function presentAttachment(bug: Bug, attachment: Attachment): Readonly<Record<string, unknown>> {
  const time = timeText(attachment.at)
  return {
    id: attachment.id,
    bug_id: bug.id,
    file_name: attachment.fileName,
    summary: attachment.summary,
    content_type: attachment.type,
    creator: attachment.author.name,
    creation_time: time,
    last_change_time: time,
    size: attachment.data.length,
    data: attachment.data.toString('base64'),
    is_obsolete: Number(attachment.isObsolete),
    is_patch: Number(attachment.isPatch),
    is_private: Number(attachment.isPrivate),
    flags: attachment.flags.map(presentFlag),
  }
}

/** Changes since a time in milliseconds. */
export function presentHistory(bug: Bug, since: number): readonly Readonly<Record<string, unknown>>[] {
  return bug.history
    .filter(({ at }) => at >= since)
    .map(({ at, who, changes }) => ({
      when: timeText(at),
      who: who.name,
      changes: changes.map(change => ({ ...change })),
    }))
}
