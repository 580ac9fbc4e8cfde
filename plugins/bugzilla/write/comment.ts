import type { Call, NewComment } from 'issuefs/source'
import type { Bug } from '../model/bug.ts'
import type { BugKey } from '../routes/paths.ts'
import type { Site } from '../site.ts'
import { explainedWrite } from './problem.ts'
import { textOf } from './text.ts'

/** Makes a comment, once. */
export async function comment(site: Site, { entity, text }: NewComment<BugKey, Bug>, call: Call): Promise<void> {
  const body = { comment: textOf(text, 'comment') }
  const client = await site.client(call)
  await client.createComment(entity.id, body).catch(error => {
    throw explainedWrite(error, { id: entity.id, body, keys: new Map() })
  })
}
