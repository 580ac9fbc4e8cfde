import type { Attachment, Bug, User } from '../data/model.ts'
import type { Store } from '../data/store.ts'
import { addComment } from './comment.ts'

/** What a new attachment is made of. */
export interface NewAttachment {
  readonly author: User
  readonly fileName: string
  readonly summary: string
  readonly type: string
  readonly data: Buffer
  readonly comment?: string
  readonly isObsolete?: boolean
  readonly isPrivate?: boolean
  readonly isPatch?: boolean
}

/** Adds an attachment, and the comment that tells of it. */
export function addAttachment(store: Store, bug: Bug, made: NewAttachment): Attachment {
  const { comment = '', isObsolete = false, isPrivate = false, isPatch = false, ...rest } = made
  const attachment: Attachment = {
    ...rest,
    id: store.nextId('attachment'),
    at: store.second(),
    isObsolete,
    isPrivate,
    isPatch,
    flags: [],
  }
  bug.attachments.push(attachment)
  const text = `Created attachment ${attachment.id}\n${made.summary}${comment && `\n\n${comment}`}`
  addComment(store, bug, { text, author: made.author, isPrivate, isMarkdown: false, attachment: attachment.id })
  return attachment
}
