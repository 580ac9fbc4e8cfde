import { type NewComment, SourceError } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import type { WriteContext } from './context.ts'
import { invalid } from './invalid.ts'
import { markProperty } from './mark.ts'
import { isForbidden } from './refusal.ts'
import { sentText } from './text.ts'

/** Makes one comment. Cloud keeps the mark with it, unseen; Data Center has no place for one. */
export async function comment(made: NewComment<unknown, Issue>, context: WriteContext): Promise<void> {
  const { client, explained } = context
  const body = await sentText(made.text, made.entity, context)
  if (body === null) throw invalid('comment', 'it is empty')
  const marks = client.flavour === 'cloud' ? [markProperty(made.mark)] : []
  try {
    await explained(() => client.addComment(made.id, body, marks))
  } catch (error) {
    if (!isForbidden(error)) throw error
    throw new SourceError('denied', `This account may not comment on ${made.entity.key}.`, { cause: error })
  }
}
