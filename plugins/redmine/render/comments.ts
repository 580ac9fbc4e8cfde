import type { Comment } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { lineOf, listOf, objectOf } from '../model/json.ts'
import { idOf, nameOf } from '../model/person.ts'
import { isoTime } from '../model/time.ts'
import { type Reading, richText } from './text.ts'

/** The journals that say something, oldest first. */
export function comments(issue: Issue, reading: Reading): readonly Comment[] {
  return listOf(issue.journals)
    .map(objectOf)
    .flatMap(journal => {
      const id = lineOf(journal.id)
      if (id === undefined || typeof journal.notes !== 'string' || journal.notes.trim() === '') return []
      const authorId = idOf(journal.user)
      const at = isoTime(journal.created_on)
      const edited = isoTime(journal.updated_on)
      return {
        id,
        author: nameOf(journal.user) ?? 'Anonymous',
        ...(authorId && { authorId }),
        at: at ?? isoTime(issue.fields.created_on) ?? '1970-01-01T00:00:00Z',
        ...(at && edited && edited > at && { edited }),
        ...(journal.private_notes === true && { note: 'private' }),
        text: richText(journal.notes, reading),
      }
    })
}
