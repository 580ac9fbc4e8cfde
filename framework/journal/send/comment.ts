import { newText } from '../../edit/index.ts'
import type { Entry } from '../entry.ts'
import { sendComments } from './comments.ts'
import { readBack, type SendContext, type Sent } from './context.ts'

/** Sends the text that was written into the file `comment` beside an issue. */
export async function sendComment(context: SendContext, entry: Entry): Promise<Sent> {
  const after = await sendComments(context, entry, [newText(entry.body)])
  return { state: 'sent', entity: await readBack(context, after) }
}
