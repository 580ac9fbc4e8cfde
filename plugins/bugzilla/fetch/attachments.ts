import type { BugzillaClient } from '../client.ts'
import { type Attachment, attachmentsOf } from '../model/attachment.ts'
import { idOf, objectOf } from '../model/json.ts'
import { type Sieved, sieve } from './sieve.ts'

/** Whether a bug has attachments: each one has come with a comment that names it. Saves the question for all others. */
export function needsAttachments(comments: readonly unknown[]): boolean {
  return comments.some(comment => idOf(objectOf(comment).attachment_id) !== undefined)
}

/** What there is to say of the attachments of several bugs. */
export function attachmentsIn(client: BugzillaClient, ids: readonly number[]): Promise<Sieved<readonly Attachment[]>> {
  return sieve(client, ids, async some => {
    const answer = objectOf(objectOf(await client.attachments(some)).bugs)
    return new Map(some.map(id => [id, attachmentsOf(answer[id])]))
  })
}
