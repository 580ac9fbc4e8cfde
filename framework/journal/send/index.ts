import type { Entry, What } from '../entry.ts'
import { sendFile } from './attach.ts'
import { sendComment } from './comment.ts'
import type { SendContext, Sent } from './context.ts'
import { sendDraft } from './create.ts'
import { sendEdit } from './edit.ts'
import { sendRemoval } from './remove.ts'

/**
 * How each kind of edit is sent. Each goes on where an earlier attempt stopped, as the entry's progress says; throws what
 * went wrong.
 */
export const senders = {
  edit: sendEdit,
  comment: sendComment,
  create: sendDraft,
  attach: sendFile,
  remove: sendRemoval,
} as const satisfies Record<What, (context: SendContext, entry: Entry) => Promise<Sent>>
