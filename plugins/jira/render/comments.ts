import type { Comment } from 'issuefs/source'
import type { Issue } from '../model/issue.ts'
import { lineOf, objectOf } from '../model/json.ts'
import { personId, personName } from '../model/person.ts'
import { isoTime, millisecondsOf } from '../model/time.ts'
import { type References, richText } from './text.ts'

/** Jira stamps a new comment twice, not always in the same millisecond. */
const SAME = 1000

/** The comments of an issue, oldest first. */
export function comments(issue: Issue, references: References): readonly Comment[] {
  return issue.comments.map(objectOf).flatMap(raw => {
    const id = lineOf(raw.id)
    if (id === undefined) return []
    const authorId = personId(raw.author)
    const edited = editedAt(raw)
    const note = noteOf(raw)
    return {
      id,
      author: personName(raw.author) ?? 'Anonymous',
      ...(authorId && { authorId }),
      at: isoTime(raw.created) ?? isoTime(issue.fields.created) ?? '1970-01-01T00:00:00Z',
      ...(edited && { edited }),
      ...(note && { note }),
      text: richText(raw.body, references),
    }
  })
}

function editedAt({ created, updated }: Readonly<Record<string, unknown>>): string | undefined {
  const [from, to] = [millisecondsOf(created), millisecondsOf(updated)]
  return from !== undefined && to !== undefined && to - from >= SAME ? isoTime(updated) : undefined
}

/** Who may see it, where not everybody may. `jsdPublic` is false for internal notes of a service desk. */
function noteOf({ visibility, jsdPublic }: Readonly<Record<string, unknown>>): string | undefined {
  const audience = lineOf(objectOf(visibility).value)
  if (audience) return `only ${audience}`
  return jsdPublic === false ? 'internal' : undefined
}
